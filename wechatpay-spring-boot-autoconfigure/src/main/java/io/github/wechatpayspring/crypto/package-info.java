/**
 * Signatures, encryption and keys of WeChat Pay APIv3: bytes in, bytes out.
 */
@NullMarked
package io.github.wechatpayspring.crypto;

import org.jspecify.annotations.NullMarked;
