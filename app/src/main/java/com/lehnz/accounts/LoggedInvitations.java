package com.lehnz.accounts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Without a mail server, the log is where an invitation can be read. */
@Configuration(proxyBeanMethods = false)
class LoggedInvitations {
    private static final Logger log = LoggerFactory.getLogger(LoggedInvitations.class);

    @Bean
    @ConditionalOnMissingBean
    InvitationSender invitationSender() {
        return (email, organization, token) -> Mono.fromRunnable(
                () -> log.info("{} is invited to '{}' with the token {}", email, organization, token));
    }
}
