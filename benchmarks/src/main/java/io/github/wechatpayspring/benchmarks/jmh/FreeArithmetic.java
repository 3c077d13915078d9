package io.github.wechatpayspring.benchmarks.jmh;

import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;

/**
 * Signs and verifies at no cost, so that what is left is everything else.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class FreeArithmetic implements MessageSigner, MessageVerifier {

	private final byte[] signature = new byte[256];

	@Override
	public String getScheme() {
		return "WECHATPAY2-SHA256-RSA2048";
	}

	@Override
	public String getSerialNumber() {
		return "5F1A0B6C3D2E4F5061728394A5B6C7D8E9FA0B1C";
	}

	@Override
	public byte[] sign(byte[] message) {
		return this.signature.clone();
	}

	@Override
	public boolean isBlocking() {
		return false;
	}

	@Override
	public boolean verify(byte[] message, byte[] signature) {
		return signature.length == this.signature.length;
	}

}
