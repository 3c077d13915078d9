package io.github.wechatpayspring.payscore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Time of a service order: {@code yyyyMMddHHmmss} in Beijing time, or a day,
 * {@code yyyyMMdd}. What WeChat Pay writes in another way is kept as it came.
 *
 * @param value the time as it is on the wire
 * @author WeChat Pay Spring maintainers
 */
public record OrderTime(@JsonValue String value) {

	/**
	 * The service begins when the user accepts the order.
	 */
	public static final OrderTime ON_ACCEPT = new OrderTime("OnAccept");

	private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

	private static final DateTimeFormatter TIME = formatter("uuuuMMddHHmmss");

	private static final DateTimeFormatter DAY = formatter("uuuuMMdd");

	/**
	 * Create a time.
	 * @param value the time as it is on the wire
	 */
	public OrderTime {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the time of that value.
	 * @param value the time as it is on the wire, readable here or not
	 * @return the time
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static OrderTime of(String value) {
		return new OrderTime(value);
	}

	/**
	 * Return the time of an instant. Fractions of a second are left out.
	 * @param instant the instant
	 * @return the time
	 */
	public static OrderTime at(Instant instant) {
		Assert.notNull(instant, "'instant' must not be null");
		return new OrderTime(TIME.format(instant.atOffset(BEIJING)));
	}

	/**
	 * Return the time of a date and time. Fractions of a second are left out.
	 * @param time the date and time, of any offset
	 * @return the time
	 */
	public static OrderTime at(OffsetDateTime time) {
		Assert.notNull(time, "'time' must not be null");
		return at(time.toInstant());
	}

	/**
	 * Return a day.
	 * @param day the day in Beijing
	 * @return the time
	 */
	public static OrderTime on(LocalDate day) {
		Assert.notNull(day, "'day' must not be null");
		return new OrderTime(DAY.format(day));
	}

	static @Nullable OrderTime orNull(@Nullable OrderTime time) {
		return (time != null && !time.value().isEmpty()) ? time : null;
	}

	private static DateTimeFormatter formatter(String pattern) {
		return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
	}

	/**
	 * Return the date and time.
	 * @return the date and time in Beijing, or {@code null} if the value names none: it
	 * is a day, or something else
	 */
	public @Nullable OffsetDateTime toOffsetDateTime() {
		try {
			return LocalDateTime.parse(this.value, TIME).atOffset(BEIJING);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Return the day.
	 * @return the day in Beijing, or {@code null} if the value names none
	 */
	public @Nullable LocalDate toLocalDate() {
		OffsetDateTime time = toOffsetDateTime();
		if (time != null) {
			return time.toLocalDate();
		}
		try {
			return LocalDate.parse(this.value, DAY);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
