package dev.weft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Runs a class of tests for TestNG, which nobody runs beside JUnit, as tests of JUnit. Each has an instance of its own. */
final class TestNgMethods {
    private TestNgMethods() {}

    /**
     * Returns the tests. What one of them skips is aborted, and says why.
     *
     * @param maySkip the names of tests that may skip something; to others that is a failure
     */
    static Stream<DynamicTest> of(Class<?> tests, Predicate<String> maySkip, Supplier<?> instance) {
        return annotated(tests, Test.class).stream()
                .map(test -> DynamicTest.dynamicTest(test.getName(), () -> {
                    Object target = instance.get();
                    callAll(annotated(tests, BeforeClass.class), target);
                    callAll(annotated(tests, BeforeMethod.class), target);
                    try {
                        call(test, target);
                    } catch (SkipException skipped) {
                        assertTrue(maySkip.test(test.getName()), skipped::getMessage);
                        throw new TestAbortedException(skipped.getMessage(), skipped);
                    } finally {
                        callAll(annotated(tests, AfterMethod.class), target);
                        callAll(annotated(tests, AfterClass.class), target);
                    }
                }));
    }

    /** Counts the tests. */
    static int count(Class<?> tests) {
        return annotated(tests, Test.class).size();
    }

    private static List<Method> annotated(Class<?> tests, Class<? extends Annotation> type) {
        return Arrays.stream(tests.getMethods())
                .filter(method -> method.isAnnotationPresent(type))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static void callAll(List<Method> methods, Object target) throws Throwable {
        for (Method method : methods) {
            call(method, target);
        }
    }

    private static void call(Method method, Object target) throws Throwable {
        try {
            method.invoke(target);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
