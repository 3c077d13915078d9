/**
 * Field tables: what a request body may hold, as data.
 */
@NullMarked
package io.github.wechatpayspring.simulator.schema;

import org.jspecify.annotations.NullMarked;
