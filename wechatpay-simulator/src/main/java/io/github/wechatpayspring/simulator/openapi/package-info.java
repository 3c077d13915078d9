/**
 * The description of all operations as an OpenAPI document.
 */
@NullMarked
package io.github.wechatpayspring.simulator.openapi;

import org.jspecify.annotations.NullMarked;
