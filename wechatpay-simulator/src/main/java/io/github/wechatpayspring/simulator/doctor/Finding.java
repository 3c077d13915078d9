package io.github.wechatpayspring.simulator.doctor;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.http.Diagnosis;
import io.github.wechatpayspring.simulator.http.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What was found out.
 *
 * @param cause the cause
 * @param summary the cause in one line
 * @param also what else is wrong, or is right, or {@code null}
 * @param probable the message that the signature is for, or {@code null}
 * @author WeChat Pay Spring maintainers
 */
record Finding(Cause cause, LocalizedText summary, @Nullable LocalizedText also, byte @Nullable [] probable) {

	static Finding of(Cause cause, Object... values) {
		return new Finding(cause, cause.summary(values), null, null);
	}

	Finding also(LocalizedText also) {
		return new Finding(this.cause, this.summary, also, this.probable);
	}

	Finding in(byte[] message) {
		return new Finding(this.cause, this.summary, this.also, message);
	}

	Diagnosis toDiagnosis(@Nullable String expectedMessage) {
		LocalizedText summary = this.summary;
		if (this.also != null) {
			summary = new LocalizedText(summary.chinese() + "；" + this.also.chinese(),
					summary.english() + "; " + this.also.english());
		}
		List<LocalizedText> causes = new ArrayList<>(this.cause.usual());
		if (this.probable == null || expectedMessage == null) {
			return new Diagnosis(this.cause.name(), summary, null, null, causes);
		}
		String probable = MessageText.of(this.probable);
		return new Diagnosis(this.cause.name(), summary, probable,
				MessageText.firstDifference(expectedMessage, probable), causes);
	}

}
