package dev.weft.test.internal.junit;

import dev.weft.NotWovenError;
import dev.weft.test.Sim;
import dev.weft.test.internal.world.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * What a run calls: the {@code @BeforeEach} methods, the test, the {@code @AfterEach} methods, in JUnit's order. Other
 * extensions resolve the parameters that the kit does not know.
 */
final class TestMethods implements World.Subject {
    private final ExtensionContext context;
    private final Instances instances;
    private final Method test;

    /** The methods of each instance, the outermost first. */
    private final List<List<Method>> before = new ArrayList<>();

    private final List<List<Method>> after = new ArrayList<>();

    /** The world of the current run, for the resolver of parameters. Owned by the run's thread. */
    private @Nullable World world;

    TestMethods(ExtensionContext context, Method test) throws IllegalAccessException {
        this.context = context;
        this.test = test;
        this.instances = new Instances(context);
        test.setAccessible(true);
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            before.add(accessible(AnnotationSupport.findAnnotatedMethods(
                    instance.getClass(), BeforeEach.class, HierarchyTraversalMode.TOP_DOWN)));
            after.add(accessible(AnnotationSupport.findAnnotatedMethods(
                    instance.getClass(), AfterEach.class, HierarchyTraversalMode.BOTTOM_UP)));
        }
        Collections.reverse(after);
    }

    private static List<Method> accessible(List<Method> methods) {
        methods.forEach(method -> method.setAccessible(true));
        return methods;
    }

    /** Returns the simulated world of the current run; null outside of one. */
    @Nullable
    Sim sim() {
        World now = world;
        return now == null ? null : now.sim();
    }

    @Override
    public void run(World given) throws Throwable {
        world = given;
        List<Object> targets = instances.next();
        Throwable failure = null;
        try {
            for (int i = 0; i < targets.size(); i++) {
                callAll(before.get(i), targets.get(i));
            }
            callTest(given, targets.get(targets.size() - 1));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        for (int i = 0; i < targets.size(); i++) {
            Object target = targets.get(targets.size() - 1 - i);
            for (Method method : after.get(i)) {
                try {
                    call(method, target);
                } catch (Throwable thrown) {
                    if (failure == null) {
                        failure = thrown;
                    } else if (failure != thrown) {
                        failure.addSuppressed(thrown);
                    }
                }
            }
        }
        world = null;
        if (failure != null) {
            throw failure;
        }
    }

    /** A woven test runs on the loop, so that it takes steps. */
    private void callTest(World given, Object target) throws Throwable {
        int before = given.journal().steps();
        try {
            call(test, target);
        } catch (Exception | AssertionError failure) {
            if (given.journal().steps() == before && !(failure instanceof JUnitException)) {
                throw notWoven(failure);
            }
            throw failure;
        }
        if (given.journal().steps() == before) {
            throw notWoven(null);
        }
        given.testHasReturned();
    }

    private NotWovenError notWoven(@Nullable Throwable failure) {
        NotWovenError error = new NotWovenError(test.getDeclaringClass().getName()
                + " was not woven, so that the body of " + test.getName() + " is no coroutine\n"
                + "  Weave it in one of these ways:\n"
                + "  - Maven: the goal 'weave-tests' of weft-maven-plugin\n"
                + "  - javac, also that of an IDE: -Xplugin:Weft\n"
                + "  - where an IDE runs the tests: -javaagent:weft-compiler-plugin-all.jar");
        if (failure != null) {
            error.addSuppressed(failure);
        }
        return error;
    }

    private void callAll(List<Method> methods, Object target) throws Throwable {
        for (Method method : methods) {
            call(method, target);
        }
    }

    private void call(Method method, Object target) throws Throwable {
        Class<?>[] parameters = method.getParameterTypes();
        try {
            if (parameters.length == 0) {
                method.invoke(target);
            } else if (parameters.length == 1 && parameters[0] == Sim.class) {
                method.invoke(target, sim());
            } else {
                context.getExecutableInvoker().invoke(method, target);
            }
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
