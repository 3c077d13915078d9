package io.github.wechatpayspring.simulator.doctor;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.doctor.RecoveredBlock.Padding;
import io.github.wechatpayspring.simulator.http.LocalizedText;
import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with a signature: how it is written, who made it, and what it is for.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SignatureFindings {

	private static final int LENGTH = 256;

	private static final int MAX_KEYS = 64;

	private static final Pattern PERCENT_ENCODED = Pattern.compile("%(?:2[BbFf]|3[Dd])");

	private static final LocalizedText OTHER_MESSAGE = new LocalizedText("签名串也不同", "the message differs as well");

	private final SimulatorMerchants merchants;

	SignatureFindings(SimulatorMerchants merchants) {
		this.merchants = merchants;
	}

	/**
	 * Look at the text of a signature.
	 * @param text the text
	 * @return what is wrong with it, or {@code null} if it is the Base64 of a signature
	 */
	static @Nullable Finding text(String text) {
		if (text.matches("(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{64})")) {
			return Finding.of(Cause.SIGNATURE_OF_API_V2);
		}
		if (text.matches("[0-9A-Fa-f]{256,}")) {
			return Finding.of(Cause.SIGNATURE_HEX);
		}
		// What a text has and what it consists of are asked one after the other: in one
		// expression, a long text takes seconds
		if (PERCENT_ENCODED.matcher(text).find() && text.matches("[0-9A-Za-z+/%]+")) {
			return Finding.of(Cause.SIGNATURE_PERCENT_ENCODED);
		}
		if ((text.indexOf('_') >= 0 || text.indexOf('-') >= 0) && text.matches("[0-9A-Za-z_-]++=*+")) {
			return Finding.of(Cause.SIGNATURE_URL_SAFE);
		}
		byte[] bytes = decode(text);
		if (bytes == null) {
			return Finding.of(Cause.SIGNATURE_NOT_BASE64);
		}
		byte[] again = decode(new String(bytes, StandardCharsets.ISO_8859_1));
		if (again != null && again.length == LENGTH) {
			return Finding.of(Cause.SIGNATURE_ENCODED_TWICE);
		}
		return (bytes.length != LENGTH) ? Finding.of(Cause.SIGNATURE_LENGTH, bytes.length) : null;
	}

	static byte @Nullable [] decode(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Look at what a signature is for.
	 * @param signature the signature
	 * @param lines the lines that had to be signed
	 * @param merchant who had to sign them
	 * @param host where the request was sent, or {@code null}
	 * @param bodies bodies of other requests
	 * @return what was found
	 */
	Finding content(byte[] signature, SignedLines lines, SimulatorMerchant merchant, @Nullable String host,
			List<byte[]> bodies) {
		RecoveredBlock block = recover(signature, merchant.publicKey());
		if (block == null || block.padding() == Padding.UNKNOWN) {
			return signer(signature, merchant);
		}
		if (block.padding() == Padding.PSS) {
			return Finding.of(Cause.PSS_PADDING);
		}
		String algorithm = block.algorithm();
		if (algorithm == null) {
			return Finding.of(Cause.DIGEST_INFO_MISSING);
		}
		if (!algorithm.equals("SHA-256")) {
			Finding finding = Finding.of(Cause.DIGEST_ALGORITHM, algorithm);
			byte[] digest = RecoveredBlock.newDigest(algorithm).digest(lines.message());
			return Arrays.equals(digest, block.digest()) ? finding : finding.also(OTHER_MESSAGE);
		}
		Finding found = new MessageSearch(algorithm, block.digest()).find(lines, merchant, host, bodies);
		return (found != null) ? found : Finding.of(Cause.MESSAGE_UNKNOWN);
	}

	private Finding signer(byte[] signature, SimulatorMerchant merchant) {
		int keys = 0;
		for (SimulatorMerchant each : this.merchants.all()) {
			if (each != merchant && keys++ < MAX_KEYS && isMadeBy(signature, each.publicKey())) {
				return Finding.of(Cause.KEY_OF_OTHER_MERCHANT, each.id());
			}
			for (PlatformKey key : each.madePlatformKeys()) {
				if (keys++ < MAX_KEYS && isMadeBy(signature, key.publicKey())) {
					return Finding.of(Cause.KEY_OF_WECHAT_PAY, key.serial());
				}
			}
		}
		return Finding.of(Cause.KEY_UNKNOWN);
	}

	private static boolean isMadeBy(byte[] signature, PublicKey key) {
		RecoveredBlock block = recover(signature, key);
		return block != null && block.padding() != Padding.UNKNOWN;
	}

	private static @Nullable RecoveredBlock recover(byte[] signature, PublicKey key) {
		return (key instanceof RSAPublicKey rsa) ? RecoveredBlock.of(signature, rsa) : null;
	}

}
