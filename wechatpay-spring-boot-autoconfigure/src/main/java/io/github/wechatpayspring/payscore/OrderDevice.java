package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Device with which the service of an order is taken, {@code device}.
 *
 * @param startDeviceId the device at the beginning, {@code start_device_id}
 * @param endDeviceId the device at the end, {@code end_device_id}
 * @param materialNo the number of the material, {@code materiel_no}
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderDevice(@JsonProperty("start_device_id") @Nullable String startDeviceId,
		@JsonProperty("end_device_id") @Nullable String endDeviceId,
		@JsonProperty("materiel_no") @Nullable String materialNo) {

	void check(Violations violations, String path) {
		violations.characters(path + ".startDeviceId", this.startDeviceId);
		violations.characters(path + ".endDeviceId", this.endDeviceId);
		violations.characters(path + ".materialNo", this.materialNo);
	}

}
