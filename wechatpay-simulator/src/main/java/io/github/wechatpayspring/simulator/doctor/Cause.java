package io.github.wechatpayspring.simulator.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.http.LocalizedText;

/**
 * What can be wrong with a signed request. The names are part of the control API. The
 * texts say nothing about what stands in a body.
 *
 * @author WeChat Pay Spring maintainers
 */
enum Cause {

	AUTHORIZATION_MISSING("缺少Authorization请求头", "The header Authorization is missing", "请求没有经过签名的客户端或拦截器",
			"The request was not sent by the client that signs", "代理或网关去掉了该请求头",
			"A proxy or gateway removed the header"),

	AUTHORIZATION_REPEATED("Authorization请求头出现了多次", "The header Authorization is there more than once",
			"签名和另一种认证方式各加了一个请求头", "Signing and another kind of authentication both add the header", "请求被签名了两次",
			"The request was signed twice"),

	AUTHORIZATION_UNQUOTED("Authorization中的值没有用双引号括起来", "The values in Authorization are not in double quotes",
			"拼接时漏掉了引号", "The quotes were forgotten when the header was put together"),

	AUTHORIZATION_SEPARATOR("Authorization中的字段不是用单个逗号分隔",
			"The fields of Authorization are not separated by single commas", "使用了分号、空格或换行，或者末尾多了逗号",
			"Semicolons, spaces or a comma at the end"),

	AUTHORIZATION_FIELD_MISSING("Authorization中缺少字段%s", "The field %s of Authorization is missing", "字段名拼写错误或被遗漏",
			"The name is misspelt or was forgotten"),

	AUTHORIZATION_FIELD_REPEATED("Authorization中字段%s出现了多次", "The field %s of Authorization is there more than once",
			"重复拼接了同一个字段", "The field is added twice"),

	AUTHORIZATION_FIELD_UNKNOWN("Authorization中有多余的字段", "Authorization has a field that is not known",
			"只有mchid、nonce_str、timestamp、serial_no和signature",
			"There are mchid, nonce_str, timestamp, serial_no and signature only"),

	AUTHORIZATION_MALFORMED("Authorization的格式不正确", "Authorization is malformed", "字段应写成name=\"value\"，用逗号分隔",
			"Fields are written name=\"value\" with commas between them"),

	SCHEME_MISSING("Authorization没有以认证类型开头", "Authorization does not begin with the scheme",
			"应以WECHATPAY2-SHA256-RSA2048加一个空格开头", "It begins with WECHATPAY2-SHA256-RSA2048 and a space"),

	SCHEME_SM2("认证类型是国密SM2，模拟器只支持RSA", "The scheme is SM2, the simulator knows RSA only", "商户配置的是国密密钥",
			"The merchant is configured with an SM2 key"),

	SCHEME_WRONG("认证类型不是WECHATPAY2-SHA256-RSA2048", "The scheme is not WECHATPAY2-SHA256-RSA2048", "大小写或拼写不同",
			"Upper and lower case or spelling differ", "另一种认证方式覆盖了签名",
			"Another kind of authentication replaced the signature"),

	MCHID_OF_SUB_MERCHANT("mchid是子商户号，应使用服务商%s的商户号", "The mchid is that of a sub-merchant, the provider %s has to sign",
			"把sub_mchid当成了sp_mchid", "The sub_mchid was taken for the sp_mchid"),

	MCHID_PLACEHOLDER("mchid看起来是示例值，不是真实商户号", "The mchid looks like a placeholder", "配置没有被替换",
			"The configuration was not filled in"),

	MCHID_UNKNOWN("没有这个商户号", "There is no merchant with this mchid", "商户号写错，或属于另一个模拟器",
			"A slip, or the merchant of another simulator", "客户端连的是模拟器，配置却是生产环境的",
			"The client calls the simulator with the configuration of production"),

	MCHID_OF_OTHER_MERCHANT("没有这个商户号；证书序列号属于商户%s",
			"There is no merchant with this mchid; the serial number is that of merchant %s", "商户号写错",
			"A slip in the merchant number"),

	SERIAL_OF_PLATFORM("serial_no是微信支付平台证书的序列号，应为商户API证书的序列号",
			"The serial_no is that of a WeChat Pay platform certificate, not of the merchant's certificate", "混淆了两种证书",
			"The two kinds of certificates were mixed up"),

	SERIAL_OF_PUBLIC_KEY("serial_no是微信支付公钥ID，应为商户API证书的序列号",
			"The serial_no is the id of a WeChat Pay public key, not the serial number of the merchant's certificate",
			"公钥ID只用于Wechatpay-Serial", "The id of the public key belongs in Wechatpay-Serial only"),

	SERIAL_LOWER_CASE("serial_no应为大写", "The serial_no is not in upper case", "用Java读取序列号后没有转换为大写",
			"BigInteger.toString(16) writes lower case"),

	SERIAL_WITH_SEPARATORS("serial_no中有冒号、空格或前缀", "The serial_no has colons, spaces or a prefix", "从浏览器或openssl的输出中复制",
			"It was copied from a browser or the output of openssl"),

	SERIAL_DECIMAL("serial_no是十进制，应为十六进制", "The serial_no is decimal, not hexadecimal",
			"用了BigInteger.toString()而不是toString(16)", "BigInteger.toString() instead of toString(16)"),

	SERIAL_OF_OTHER_MERCHANT("serial_no属于商户%s", "The serial_no is that of merchant %s", "多商户配置混用",
			"Configurations of several merchants were mixed"),

	SERIAL_UNKNOWN("serial_no不是该商户证书的序列号", "The serial_no is not that of the merchant's certificate", "证书已更换，配置仍是旧的",
			"The certificate was replaced, but not in the configuration", "模拟器重启后生成了新证书",
			"The simulator made new certificates when it was started again"),

	TIMESTAMP_IN_MILLISECONDS("时间戳的单位是毫秒，应为秒", "The timestamp is in milliseconds, not in seconds",
			"直接使用了System.currentTimeMillis()", "System.currentTimeMillis() without dividing by 1000"),

	TIMESTAMP_TIME_ZONE("时间戳差了%s小时，像是时区问题", "The timestamp is off by %s hours, as if by a time zone", "把本地时间当作UTC，或者相反",
			"Local time was taken for UTC, or the other way round"),

	TIMESTAMP_OFF("时间戳与服务器时间相差%s秒，超过5分钟", "The timestamp is off by %s seconds, more than 5 minutes", "机器的时钟不准",
			"The clock of the machine is wrong", "签名被缓存或重用", "An old signature was kept and used again", "模拟器的时钟被移动过",
			"The clock of the simulator was moved"),

	TIMESTAMP_MALFORMED("时间戳不是以秒为单位的数字", "The timestamp is not a number of seconds", "使用了日期字符串或小数",
			"A date or a fraction was used"),

	NONCE_MALFORMED("nonce_str不是1到32位字母和数字", "The nonce_str is not 1 to 32 letters and digits", "UUID没有去掉连字符",
			"A UUID with its hyphens"),

	NONCE_REUSED("nonce_str已经使用过", "The nonce_str was used before", "重试时没有重新签名", "A retry was not signed anew",
			"HTTP客户端自动重发了请求", "The HTTP client sent the request again by itself"),

	SIGNATURE_NOT_BASE64("signature不是Base64", "The signature is not Base64", "换行、空格或其他字符混入了签名",
			"Line breaks, blanks or other characters got into it"),

	SIGNATURE_URL_SAFE("signature是URL安全的Base64，应使用标准Base64", "The signature is URL-safe Base64, not standard Base64",
			"使用了Base64.getUrlEncoder()", "Base64.getUrlEncoder() was used"),

	SIGNATURE_PERCENT_ENCODED("signature经过了URL编码", "The signature is percent-encoded", "请求头的值不应URL编码",
			"Values of headers are not URL-encoded"),

	SIGNATURE_HEX("signature是十六进制，应为Base64", "The signature is hexadecimal, not Base64", "用十六进制编码了签名结果",
			"The bytes of the signature were written in hexadecimal"),

	SIGNATURE_ENCODED_TWICE("signature做了两次Base64编码", "The signature is Base64 of Base64", "签名方法已返回Base64，又编码了一次",
			"The signing function had encoded it already"),

	SIGNATURE_OF_API_V2("signature是API v2的MD5或HMAC摘要", "The signature is an MD5 or HMAC digest as of API v2",
			"使用了v2的签名方法，v3应使用SHA256withRSA", "The way of API v2 was used; API v3 signs with SHA256withRSA"),

	SIGNATURE_LENGTH("签名长度为%s字节，2048位RSA密钥应为256字节", "The signature has %s bytes, that of a 2048 bit RSA key has 256",
			"使用了其他长度或类型的密钥", "A key of another size or kind was used", "签名被截断", "The signature was cut off"),

	PSS_PADDING("签名使用了PSS填充，应为PKCS#1 v1.5", "The signature has PSS padding, not PKCS#1 v1.5",
			"使用了RSASSA-PSS而不是SHA256withRSA", "RSASSA-PSS instead of SHA256withRSA"),

	DIGEST_ALGORITHM("签名使用了%s，应为SHA-256", "The signature uses %s, not SHA-256", "使用了其他的withRSA算法",
			"Another algorithm than SHA256withRSA"),

	DIGEST_INFO_MISSING("签名没有DigestInfo，像是直接用私钥加密",
			"The signature has no DigestInfo, as if the private key had been used to encrypt",
			"使用了NONEwithRSA或Cipher，应使用SHA256withRSA", "NONEwithRSA or a Cipher instead of SHA256withRSA"),

	KEY_OF_OTHER_MERCHANT("签名使用的是商户%s的私钥", "The signature is made with the key of merchant %s", "多商户配置混用",
			"Configurations of several merchants were mixed"),

	KEY_OF_WECHAT_PAY("签名使用的是微信支付的私钥%s", "The signature is made with WeChat Pay's key %s", "把平台密钥当成了商户密钥",
			"The platform's key was taken for the merchant's"),

	KEY_UNKNOWN("签名使用的私钥与该序列号的证书不匹配", "The private key does not belong to the certificate with this serial number",
			"apiclient_key.pem与apiclient_cert.pem不是一对", "apiclient_key.pem and apiclient_cert.pem are not a pair",
			"模拟器重启后生成了新密钥", "The simulator made new keys when it was started again", "签名的字节在传输中被改动",
			"The bytes of the signature were changed on the way"),

	FINAL_NEWLINE_MISSING("签名串末尾缺少换行符", "The message was signed without the newline at its end", "用换行符连接各行，而不是每行后加换行",
			"Lines were joined by newlines instead of each being ended by one"),

	BODY_LINE_MISSING("签名串缺少报文主体这一行", "The message was signed without its line for the body", "请求体为空时也要有一个空行",
			"The line is there, empty, when there is no body"),

	LINE_ENDS_DIFFER("签名串的换行符不同：%s", "The lines of the signed message end differently: %s", "换行符应为\\n",
			"Lines end with one line feed", "文本块或模板按操作系统换行", "A template with the line ends of the operating system"),

	LINES_SWAPPED("签名串各行的顺序不同：%s", "The lines of the signed message are in another order: %s", "顺序为方法、URL、时间戳、随机串、报文主体",
			"The order is method, URL, timestamp, nonce, body"),

	NOTIFICATION_MESSAGE("签名的是应答或回调的三行签名串",
			"The signed message is the one of answers and notifications, of three lines", "用验签的方法构造了请求的签名串",
			"The message was built by the code that verifies"),

	OTHER_MESSAGE("签名的不是五行签名串，而是：%s", "What was signed is not the message of five lines, but %s", "传给签名函数的内容不对",
			"The signing function was given something else"),

	METHOD_DIFFERS("签名串的请求方法不同", "The method in the signed message differs", "方法应为大写", "The method is upper case",
			"签名后方法被改变", "The method was changed after signing"),

	URL_WITH_HOST("签名串的URL包含协议或域名", "The URL in the signed message has a scheme or a host", "应去掉域名，只保留路径和查询参数",
			"Only path and query are signed"),

	URL_WITHOUT_QUERY("签名串的URL缺少查询参数", "The URL in the signed message has no query", "使用了getPath()",
			"Only the path was taken", "查询参数在签名之后添加", "The query was added after signing"),

	URL_ENCODING_DIFFERS("签名串的URL编码不同：%s", "The URL in the signed message is encoded differently: %s", "签名用的是编码前的URL",
			"The URL was signed before it was encoded", "HTTP客户端对URL再次编码", "The HTTP client encoded the URL again"),

	URL_QUERY_ORDER("签名串的查询参数顺序不同", "The parameters of the query are in another order in the signed message",
			"签名前对参数排序，或用了无序的Map", "Parameters were sorted for signing, or came from an unordered map"),

	URL_PATH_DIFFERS("签名串的URL路径不同：%s", "The path in the signed message differs: %s", "基础路径、斜杠被增加或去掉",
			"A base path or a slash was added or left out", "网关改写了路径", "A gateway rewrote the path"),

	TIMESTAMP_DIFFERS("签名串的时间戳与Authorization不同：%s",
			"The timestamp in the signed message is not that in Authorization: %s", "取了两次当前时间",
			"The time was taken twice"),

	NONCE_DIFFERS("签名串的随机串与Authorization不同：%s", "The nonce in the signed message is not that in Authorization: %s",
			"大小写被转换", "It was changed to another case", "取了两次随机串", "It was made twice"),

	BODY_NOT_SIGNED("请求有报文主体，但签名串中为空", "The request has a body, but an empty one was signed", "签名时还没有读到报文主体",
			"The body was not there yet when the request was signed"),

	BODY_NOT_SENT("签名串中有报文主体，但请求没有：%s", "A body was signed, but none was sent: %s", "GET请求的报文主体应为空",
			"A GET request has no body"),

	BODY_WRITTEN_DIFFERENTLY("签名的报文主体是同一JSON的另一种写法：%s", "The signed body is the same JSON, but written differently: %s",
			"签名和发送时各序列化了一次", "It was serialized once for signing and once for sending", "HTTP客户端或日志组件改写了报文主体",
			"The HTTP client wrote it again"),

	BODY_CHARSET_DIFFERS("签名的报文主体使用了其他字符编码：%s", "The signed body is in another charset: %s", "getBytes()没有指定UTF-8",
			"getBytes() without UTF-8"),

	BODY_EDGES_DIFFER("签名的报文主体首尾不同：%s", "The signed body begins or ends differently: %s", "读写文件或编辑器增加了换行、空白或BOM",
			"A file or an editor added a newline, blanks or a byte order mark"),

	BODY_OF_OTHER_REQUEST("签名的是另一个请求的报文主体", "The signed body is that of another request", "请求对象在线程间共享",
			"The body is shared by several threads", "重试时换了报文主体", "The body was replaced after signing"),

	MESSAGE_UNKNOWN("私钥正确，但签名的不是这个请求的签名串", "The key is right, but another message than this request's was signed",
			"报文主体在签名后被改动", "The body was changed after signing", "随机串取了两次", "The nonce was made twice", "URL或查询参数不同",
			"The URL or a parameter differs");

	private final LocalizedText summary;

	private final List<LocalizedText> usual;

	Cause(String chinese, String english, String... usual) {
		this.summary = new LocalizedText(chinese, english);
		List<LocalizedText> texts = new ArrayList<>();
		for (int i = 0; i < usual.length; i += 2) {
			texts.add(new LocalizedText(usual[i], usual[i + 1]));
		}
		this.usual = List.copyOf(texts);
	}

	LocalizedText summary(Object... values) {
		return new LocalizedText(this.summary.chinese().formatted(texts(values, true).toArray()),
				this.summary.english().formatted(texts(values, false).toArray()));
	}

	List<LocalizedText> usual() {
		return this.usual;
	}

	private static Stream<Object> texts(Object[] values, boolean chinese) {
		return Arrays.stream(values).map((value) -> {
			if (value instanceof LocalizedText text) {
				return chinese ? text.chinese() : text.english();
			}
			return value;
		});
	}

}
