package io.github.wechatpayspring.simulator.config;

/**
 * A setting, or something in a document, that a simulator can't be started with. The
 * message is one line that says where it stands, what is wrong with it, and what to do;
 * it never has a key in it.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	public SettingException(String where, String problem) {
		super(where + ": " + problem);
	}

}
