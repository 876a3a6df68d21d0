package dev.weft.internal.observe;

import dev.weft.internal.loop.Uncaught;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Registers beans with the platform's MBean server. Its methods link the module {@code java.management}, which may be
 * absent, and load its classes: ask {@link JmxExporter} first. Any thread.
 */
final class JmxRegistry {
    private JmxRegistry() {}

    /** Registers a loop's bean. Returns its name, or null if that failed, which is logged. */
    static @Nullable Object register(int id, Object bean) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            try {
                return server.registerMBean(bean, new ObjectName("dev.weft:type=EventLoop,id=" + id))
                        .getObjectName();
            } catch (InstanceAlreadyExistsException twice) {
                // A second runtime, of another class loader, numbers its loops separately.
                String loader = Integer.toHexString(System.identityHashCode(JmxRegistry.class.getClassLoader()));
                return server.registerMBean(
                                bean, new ObjectName("dev.weft:type=EventLoop,id=" + id + ",loader=" + loader))
                        .getObjectName();
            }
        } catch (JMException | RuntimeException failure) {
            Uncaught.log(Level.WARNING, "event loop " + id + " is not visible over JMX", failure);
            return null;
        }
    }

    /** Unregisters a bean that {@link #register} has registered. */
    static void unregister(Object name) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean((ObjectName) name);
        } catch (InstanceNotFoundException gone) {
            // Other code has unregistered it.
        } catch (JMException | RuntimeException failure) {
            Uncaught.log(Level.WARNING, name + " stays registered", failure);
        }
    }
}
