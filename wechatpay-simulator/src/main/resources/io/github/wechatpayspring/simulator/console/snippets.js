// What a client of this simulator is configured with, as it goes into its files.

const HOST = 'https://api.mch.weixin.qq.com';

const PATH = '/v3/payscore/plan/partner/payscore-plans';

const indent = (text, width) => text.trimEnd().split('\n').map((line) => ' '.repeat(width) + line).join('\n');

const pem = (text) => text.trimEnd();

const UNKNOWN = 'only its public side was given to the simulator';

const privateKey = (merchant) => merchant.private_key ?? `The private key of the merchant: ${UNKNOWN}\n`;

const hasPublicKey = (merchant) => Boolean(merchant.public_key_id);

const plan = (merchant) => ({
	service_id: merchant.service_id,
	appid: merchant.appid,
	sub_mchid: merchant.sub_merchants[0].sub_mchid,
	merchant_plan_no: 'plan1',
	plan_name: 'Yoga',
	plan_duration: 30,
	deduction_quantity: 1,
	total_original_price: 100,
	total_actual_price: 100,
	plan_detail_list: [{
		plan_detail_name: 'Lesson', plan_discount_description: 'None', original_price: 100, actual_price: 100,
	}],
});

function yml(merchant, baseUrl) {
	const sub = merchant.sub_merchants[0];
	const platform = hasPublicKey(merchant) ? `        public-key-id: ${merchant.public_key_id}
        public-key: |
${indent(merchant.public_key, 10)}` : '        download-certificates: true';
	return `wechatpay:
  base-url: ${baseUrl}
  merchant:
    default:
      id: "${merchant.mchid}"
      api-v3-key: ${JSON.stringify(merchant.api_v3_key)}
${merchant.private_key ? `      private-key: |
${indent(merchant.private_key, 8)}` : `      # private-key: ${UNKNOWN}`}
${merchant.certificate ? `      certificate: |
${indent(merchant.certificate, 8)}` : `      serial-number: "${merchant.serial_no}"`}
      platform:
${platform}
      payscore:
        service-id: "${merchant.service_id}"
        app-id: ${merchant.appid}
        sub-merchant-id: "${sub.sub_mchid}"
${sub.sub_appid ? `        sub-app-id: ${sub.sub_appid}\n` : ''}`;
}

function env(merchant, baseUrl) {
	const prefix = 'WECHATPAY_MERCHANT_DEFAULT';
	const sub = merchant.sub_merchants[0];
	const variables = {
		WECHATPAY_BASE_URL: baseUrl,
		[`${prefix}_ID`]: merchant.mchid,
		[`${prefix}_APIV3KEY`]: merchant.api_v3_key,
		...(merchant.private_key ? { [`${prefix}_PRIVATEKEY`]: `base64:${btoa(merchant.private_key)}` } : {}),
		...(merchant.certificate ? { [`${prefix}_CERTIFICATE`]: `base64:${btoa(merchant.certificate)}` }
			: { [`${prefix}_SERIALNUMBER`]: merchant.serial_no }),
		...(hasPublicKey(merchant) ? {
			[`${prefix}_PLATFORM_PUBLICKEYID`]: merchant.public_key_id,
			[`${prefix}_PLATFORM_PUBLICKEY`]: `base64:${btoa(merchant.public_key)}`,
		} : { [`${prefix}_PLATFORM_DOWNLOADCERTIFICATES`]: 'true' }),
		[`${prefix}_PAYSCORE_SERVICEID`]: merchant.service_id,
		[`${prefix}_PAYSCORE_APPID`]: merchant.appid,
		[`${prefix}_PAYSCORE_SUBMERCHANTID`]: sub.sub_mchid,
		...(sub.sub_appid ? { [`${prefix}_PAYSCORE_SUBAPPID`]: sub.sub_appid } : {}),
	};
	return Object.entries(variables).map(([name, text]) => `export ${name}='${text.replaceAll("'", "'\\''")}'\n`).join('')
		+ (merchant.private_key ? '' : `# ${prefix}_PRIVATEKEY: ${UNKNOWN}\n`);
}

function java(merchant, baseUrl) {
	const config = hasPublicKey(merchant) ? 'RSAPublicKeyConfig' : 'RSAAutoCertificateConfig';
	const platform = hasPublicKey(merchant) ? `        .publicKeyId("${merchant.public_key_id}")
        .publicKey("""
${indent(merchant.public_key, 12)}
            """)` : '        .httpClientBuilder(new DefaultHttpClientBuilder().okHttpClient(okHttp))';
	return `import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.${config};
import com.wechat.pay.java.core.http.Constant;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.http.JsonRequestBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

// com.github.wechatpay-apiv3:wechatpay-java:0.2.17
public class SimulatorExample {

  public static void main(String[] args) {
    // The SDK knows WeChat Pay's host only. Signatures don't cover the host, so calls can be led here.
    HttpUrl simulator = HttpUrl.get("${baseUrl}");
    OkHttpClient okHttp = new OkHttpClient.Builder().addInterceptor(chain -> {
      HttpUrl url = chain.request().url().newBuilder()
          .scheme(simulator.scheme()).host(simulator.host()).port(simulator.port()).build();
      return chain.proceed(chain.request().newBuilder().url(url).build());
    }).build();

    Config config = new ${config}.Builder()
        .merchantId("${merchant.mchid}")
        .merchantSerialNumber("${merchant.serial_no}")
        .apiV3Key(${JSON.stringify(merchant.api_v3_key)})
        .privateKey("""
${indent(privateKey(merchant), 12)}
            """)
${platform}
        .build();
    HttpClient client = new DefaultHttpClientBuilder().config(config).okHttpClient(okHttp).build();

    // For the SDK's services: new XyzService.Builder().httpClient(client).build()
    HttpHeaders headers = new HttpHeaders();
    headers.addHeader(Constant.ACCEPT, "application/json");
    headers.addHeader(Constant.CONTENT_TYPE, "application/json");
    String plan = """
${indent(JSON.stringify(plan(merchant), null, 2), 8)}
        """;
    System.out.println(client.post(headers, "${HOST}${PATH}",
        new JsonRequestBody.Builder().body(plan).build(), Object.class).getServiceResponse());
  }
}
`;
}

function go(merchant, baseUrl) {
	const backquoted = (text) => `\`${pem(text)}\``;
	const own = hasPublicKey(merchant) ? `const publicKeyPem = ${backquoted(merchant.public_key)}`
		: `const certificatePem = ${backquoted(merchant.platform_certificates.at(-1))}`;
	const platform = hasPublicKey(merchant) ? `	publicKey, err := utils.LoadPublicKey(publicKeyPem)
	if err != nil {
		log.Fatal(err)
	}
	auth := option.WithWechatPayPublicKeyAuthCipher("${merchant.mchid}", "${merchant.serial_no}", privateKey,
		"${merchant.public_key_id}", publicKey)` : `	certificate, err := utils.LoadCertificate(certificatePem)
	if err != nil {
		log.Fatal(err)
	}
	auth := option.WithWechatPayAuthCipher("${merchant.mchid}", "${merchant.serial_no}", privateKey,
		[]*x509.Certificate{certificate})`;
	return `package main

// go mod init example && go get github.com/wechatpay-apiv3/wechatpay-go@v0.2.21

import (
	"context"
${hasPublicKey(merchant) ? '' : '	"crypto/x509"\n'}	"fmt"
	"io"
	"log"
	"net/http"

	"github.com/wechatpay-apiv3/wechatpay-go/core"
	"github.com/wechatpay-apiv3/wechatpay-go/core/option"
	"github.com/wechatpay-apiv3/wechatpay-go/utils"
)

const simulator = "${baseUrl.replace(/^https?:\/\//, '')}"

const privateKeyPem = ${backquoted(privateKey(merchant))}

${own}

const plan = \`${JSON.stringify(plan(merchant), null, 2)}\`

// The SDK's services know WeChat Pay's host only. Signatures don't cover the host, so calls can be led here.
type toSimulator struct{}

func (toSimulator) RoundTrip(request *http.Request) (*http.Response, error) {
	led := request.Clone(request.Context())
	led.URL.Scheme, led.URL.Host, led.Host = "${baseUrl.split(':')[0]}", simulator, simulator
	return http.DefaultTransport.RoundTrip(led)
}

func main() {
	ctx := context.Background()
	privateKey, err := utils.LoadPrivateKey(privateKeyPem)
	if err != nil {
		log.Fatal(err)
	}
${platform}
	client, err := core.NewClient(ctx, auth, option.WithHTTPClient(&http.Client{Transport: toSimulator{}}))
	if err != nil {
		log.Fatal(err)
	}
	result, err := client.Post(ctx, "${HOST}${PATH}", []byte(plan))
	if err != nil {
		log.Fatal(err)
	}
	body, _ := io.ReadAll(result.Response.Body)
	fmt.Println(string(body))
}
`;
}

function node(merchant, baseUrl) {
	const keys = [
		...(hasPublicKey(merchant) ? [[merchant.public_key_id, merchant.public_key]] : []),
		...merchant.platform_certificates.map((text, index) => [merchant.platform_certificate_serials[index], text]),
	];
	const certs = keys.map(([serial, text]) => `    '${serial}': \`${pem(text)}\`,`).join('\n');
	return `// npm install wechatpay-axios-plugin
const { Wechatpay } = require('wechatpay-axios-plugin');

const wxpay = new Wechatpay({
  baseURL: '${baseUrl}/',
  mchid: '${merchant.mchid}',
  serial: '${merchant.serial_no}',
  privateKey: \`${pem(privateKey(merchant))}\`,
  certs: {
${certs}
  },
});

const plan = ${JSON.stringify(plan(merchant), null, 2)};

wxpay.v3.payscore.plan.partner['payscore-plans'].post(plan)
  .then(({ data }) => console.info(data))
  .catch((error) => {
    // An answer whose signature is wrong ends here too, whatever its status.
    console.error(error.code, error.message, error.response?.data ?? '');
    process.exitCode = 1;
  });
`;
}

export const SNIPPETS = { yml, env, java, go, node };

export function files(merchant) {
	return [
		...(merchant.private_key ? [{ name: 'apiclient_key.pem', text: merchant.private_key }] : []),
		...(merchant.certificate ? [{ name: 'apiclient_cert.pem', text: merchant.certificate }] : []),
		...(hasPublicKey(merchant) ? [{ name: 'pub_key.pem', text: merchant.public_key }] : []),
		...merchant.platform_certificates.map((text, index) => (
			{ name: `wechatpay_${merchant.platform_certificate_serials[index]}.pem`, text })),
	];
}
