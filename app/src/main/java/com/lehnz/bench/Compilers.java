package com.lehnz.bench;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What this process and the Java processes that it has started, engines among them, spend on compiling. */
final class Compilers implements AutoCloseable {
    private final List<CompilationMXBean> compilers = new ArrayList<>();
    private final List<JMXConnector> connections = new ArrayList<>();

    private Compilers() {
        compilers.add(ManagementFactory.getCompilationMXBean());
    }

    static Compilers open() throws Exception {
        Compilers all = new Compilers();
        try {
            for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
                all.connect(process);
            }
        } catch (Exception e) {
            all.close();
            throw e;
        }
        return all;
    }

    @SuppressWarnings("BanJNDI") // They are our own, on this machine.
    private void connect(ProcessHandle process) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
        try {
            JMXConnector connection =
                    JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            connections.add(connection);
            compilers.add(ManagementFactory.newPlatformMXBeanProxy(
                    connection.getMBeanServerConnection(),
                    ManagementFactory.COMPILATION_MXBEAN_NAME,
                    CompilationMXBean.class));
        } finally {
            machine.detach();
        }
    }

    /** Milliseconds since each of them started. */
    List<Long> spent() {
        return compilers.stream()
                .map(CompilationMXBean::getTotalCompilationTime)
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (JMXConnector connection : connections) {
            connection.close();
        }
    }
}
