package io.github.wechatpayspring.simulator.config;

import java.nio.file.Path;
import java.util.List;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;

/**
 * A document with what an empty simulator begins with.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SeedFile {

	private final Section document;

	private SeedFile(Section document) {
		this.document = document;
	}

	/**
	 * Read a seed file.
	 * @param file the file, YAML or JSON
	 * @return what is in it
	 * @throws SettingException if it can't be read
	 */
	public static SeedFile read(Path file) {
		Section document = Documents.read(file, Setting.SEED_FILE.fileName());
		document.find("merchants");
		document.find("plans");
		document.refuseUnknown();
		return new SeedFile(document);
	}

	/**
	 * Return the merchants.
	 * @return the merchants, to be added
	 */
	public List<SimulatorMerchant.Builder> merchants() {
		return this.document.sections("merchants").stream().map(MerchantReader::read).toList();
	}

	/**
	 * Return the plans.
	 * @return the plans, with their sign plans and orders in them
	 */
	public List<Section> plans() {
		return this.document.sections("plans");
	}

}
