package org.codehaus.groovy.vmplugin.v8;

import java.lang.invoke.MethodHandle;

/** Stands for the class of Groovy through which dynamic calls go. */
public class IndyInterface {

    public static Object fromCache(MethodHandle called, Object argument) throws Throwable {
        return called.invoke(argument);
    }

    public static void fromCache(Runnable called) {
        called.run();
    }
}
