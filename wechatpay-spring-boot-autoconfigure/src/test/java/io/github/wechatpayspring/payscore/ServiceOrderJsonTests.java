package io.github.wechatpayspring.payscore;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the JSON of service orders.
 *
 * @author WeChat Pay Spring maintainers
 */
class ServiceOrderJsonTests {

	private static final JsonMapper MAPPER = PayscoreJsonTests.clientMapper();

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void everyFieldIsRead(JsonMapper mapper) {
		OrderCollection.Goods goods = new OrderCollection.Goods("M1006", 1, 4L, 5L, "商品备注信息");
		OrderCollection.Promotion promotion = new OrderCollection.Promotion("123456", "单品优惠-6", "SINGLE", "CASH", 100,
				"stock", 1L, 2L, 3L, "CNY", List.of(goods));
		OrderCollection.Detail detail = new OrderCollection.Detail(1, 10000L, PaidType.NEWTON,
				OrderTime.of("20091225091210"), "15646546545165651651", List.of(promotion));
		assertThat(mapper.readValue(Samples.ORDER, ServiceOrder.class))
			.isEqualTo(new ServiceOrder("O1", "0000300001201908301055157220022", "2002000000000558128851361561536",
					"1230000109", "1900000109", "wxd678efh567hg6787", "wxd678efh567hg6999", Samples.OPENID,
					"oUpF8uMuAJO_M2pxb1Q9zNjWeS6p", "羽毛球课", OrderState.DOING, OrderStateDescription.MCH_COMPLETE,
					List.of(new OrderItem("就餐费用", "就餐人均100元", 40000L, 4)),
					List.of(new OrderItem("满20减1元", "不与其他优惠叠加", 100L, 2)),
					new ServiceOrder.RiskFund("DEPOSIT", 10000, "就餐的预估费用"), 39900L, true,
					new OrderCollection(CollectionState.USER_PAYING, 39900L, 29900L, 10000L, List.of(detail), "OTHERS"),
					new OrderTimeRange(OrderTime.of("20091225091010"), "开始", OrderTime.of("20091225121010"), "结束"),
					new OrderLocation("餐厅", "餐厅门口"), new OrderDevice("HG1", "HG2", "M"), "Easdf&wl3l2sald",
					"https://api.test.com"));
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void orderIsWrittenAsItWasRead(JsonMapper mapper) {
		assertThat(mapper.readTree(mapper.writeValueAsString(mapper.readValue(Samples.ORDER, ServiceOrder.class))))
			.isEqualTo(mapper.readTree(Samples.ORDER));
	}

	@ParameterizedTest
	@ValueSource(strings = { "out_order_no", "service_id", "mchid", "appid", "service_introduction", "state" })
	void requiredFieldMustBeThere(String field) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(answer().without(field)))
			.withMessageContaining("'" + field + "'");
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(answer().putNull(field)))
			.withMessageContaining("'" + field + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/collection/state", "/collection/details/0/promotion_detail/0/coupon_id",
			"/collection/details/0/promotion_detail/0/amount",
			"/collection/details/0/promotion_detail/0/goods_detail/0/goods_id", "/risk_fund/amount" })
	void requiredFieldOfPartsMustBeThere(String path) {
		String parent = path.substring(0, path.lastIndexOf('/'));
		String field = path.substring(path.lastIndexOf('/') + 1);
		ObjectNode missing = answer();
		((ObjectNode) missing.at(parent)).remove(field);
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(missing)).withMessageContaining(field);
		ObjectNode empty = answer();
		((ObjectNode) empty.at(parent)).putNull(field);
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(empty)).withMessageContaining(field);
	}

	@Test
	void everythingElseCanBeMissing() {
		ServiceOrder order = read((ObjectNode) MAPPER.readTree("""
				{"out_order_no": "O1", "service_id": "s", "appid": "a", "mchid": "m", "service_introduction": "i",
				 "state": "BRAND_NEW", "collection": {"state": "USER_PAID", "details": [{"paid_time": "",
				  "brand_new": 1}]}, "brand_new": {}}
				"""));
		assertThat(order.state()).isEqualTo(OrderState.of("BRAND_NEW"));
		assertThat(order.payments()).isEmpty();
		assertThat(order.discounts()).isEmpty();
		assertThat(order.totalAmount()).isNull();
		assertThat(order.collection()).isEqualTo(new OrderCollection(CollectionState.USER_PAID, null, null, null,
				List.of(new OrderCollection.Detail(null, null, null, null, null, List.of())), null));
		assertThat(read((ObjectNode) MAPPER.readTree("""
				{"out_order_no": "O1", "service_id": "s", "appid": "a", "mchid": "m", "service_introduction": "i",
				 "state": "DONE", "collection": {"state": "USER_PAID",
				  "details": [{"promotion_detail": [{"coupon_id": "c", "amount": 1}]}]}}
				""")).collection()).satisfies((collection) -> {
			assertThat(collection.details().get(0).promotions().get(0).goods()).isEmpty();
			assertThat(collection.totalAmount()).isNull();
		});
	}

	@Test
	void timeThatCannotBeReadBreaksNothing() {
		ObjectNode answer = answer();
		((ObjectNode) answer.get("time_range")).put("start_time", "OnAccept").put("end_time", "tomorrow");
		((ObjectNode) answer.at("/collection/details/0")).put("paid_time", "?");
		ServiceOrder order = read(answer);
		assertThat(order.timeRange())
			.isEqualTo(new OrderTimeRange(OrderTime.ON_ACCEPT, "开始", OrderTime.of("tomorrow"), "结束"));
		assertThat(order.collection())
			.satisfies((collection) -> assertThat(collection.details().get(0).paidTime()).isEqualTo(OrderTime.of("?")));
	}

	@Test
	void listsCannotBeChanged() {
		ServiceOrder order = read(answer());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(order.payments()::clear);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(order.discounts()::clear);
	}

	@Test
	void userIsNotPrinted() {
		assertThat(read(answer()).toString()).contains("O1", "DOING", "MCH_COMPLETE", "39900").doesNotContain("oUpF8");
	}

	private static ObjectNode answer() {
		return (ObjectNode) MAPPER.readTree(Samples.ORDER);
	}

	private static ServiceOrder read(ObjectNode answer) {
		return MAPPER.treeToValue(answer, ServiceOrder.class);
	}

}
