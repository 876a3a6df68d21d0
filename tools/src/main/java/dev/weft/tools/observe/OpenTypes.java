package dev.weft.tools.observe;

import java.io.ObjectInputFilter;

/**
 * What this program takes from one that it looks at: the open types of JMX, what carries them over RMI, and the JDK's
 * exceptions. It is told to the whole JVM once, before the first connection; without that, whatever class of this
 * program's class path the other side names would be made here.
 */
public final class OpenTypes {

    /** The last pattern refuses all that none before it has allowed. */
    private static final String ALLOWED = "maxdepth=100;!javax.management.BadAttributeValueExpException;"
            + "java.lang.*;java.util.*;java.math.*;java.io.*;java.net.*;java.rmi.*;java.rmi.server.*;java.rmi.dgc.*;"
            + "sun.rmi.server.*;sun.rmi.transport.*;"
            + "javax.management.*;javax.management.openmbean.*;javax.management.remote.*;javax.management.remote.rmi.*;"
            + "!*";

    private OpenTypes() {}

    /** Takes no other types from now on. Where the user has set a filter of the JVM, that one counts. */
    public static synchronized void only() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter(ALLOWED));
        }
    }
}
