package com.lehnz.limits;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    @Bean
    @ConditionalOnMissingBean // member classes of a configuration come before its own beans
    Buckets nodeBuckets(LimitProperties properties) {
        return new NodeBuckets(properties.window());
    }

    @Bean
    NettyServerCustomizer bodyPause(LimitProperties properties) {
        return server -> server.readTimeout(properties.bodyPause());
    }

    /** Several nodes that know of each other count together. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("lehnz.limits.nodes")
    static class Cluster {

        @Bean(destroyMethod = "shutdown")
        HazelcastInstance limitCluster(LimitProperties properties) {
            Config config = new Config().setClusterName("lehnz");
            config.setProperty("hazelcast.phone.home.enabled", "false");
            config.setProperty("hazelcast.logging.type", "slf4j");
            config.setProperty("hazelcast.shutdownhook.enabled", "false");
            // A node that has gone takes its counts with it, unless another one has a copy.
            config.getMapConfig("default").setBackupCount(0).setAsyncBackupCount(1);
            NetworkConfig network = config.getNetworkConfig();
            network.setPort(properties.nodePort()).setPortAutoIncrement(false);
            JoinConfig join = network.getJoin();
            join.getAutoDetectionConfig().setEnabled(false);
            join.getMulticastConfig().setEnabled(false);
            join.getTcpIpConfig()
                    .setEnabled(true)
                    .setMembers(properties.nodes() == null ? List.of() : properties.nodes());
            return Hazelcast.newHazelcastInstance(config);
        }

        @Bean
        Buckets clusterBuckets(HazelcastInstance cluster, LimitProperties properties, MeterRegistry meters) {
            return new ClusterBuckets(cluster, properties.window(), meters);
        }
    }
}
