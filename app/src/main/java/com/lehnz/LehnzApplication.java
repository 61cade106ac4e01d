package com.lehnz;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The service. Its commands are in {@code cli}. */
@SpringBootApplication(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
public class LehnzApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
