/**
 * Docker Compose support for a simulator of WeChat Pay.
 */
@NullMarked
package io.github.wechatpayspring.docker.compose;

import org.jspecify.annotations.NullMarked;
