package io.github.wechatpayspring.samples.payscoreplan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class PayscorePlanApplication {

	public static void main(String[] args) {
		SpringApplication.run(PayscorePlanApplication.class, args);
	}

}
