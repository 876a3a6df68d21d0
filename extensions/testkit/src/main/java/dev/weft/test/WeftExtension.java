package dev.weft.test;

import dev.weft.test.internal.junit.Kit;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs {@link WeftTest} and {@link Explore} methods. These annotations name it; it is not to be used directly.
 *
 * @since 0.1
 */
public final class WeftExtension implements TestTemplateInvocationContextProvider, InvocationInterceptor {
    /** For JUnit. */
    public WeftExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod()
                .filter(method -> AnnotationSupport.isAnnotated(method, WeftTest.class)
                        || AnnotationSupport.isAnnotated(method, Explore.class))
                .isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        boolean explores = AnnotationSupport.isAnnotated(method, Explore.class);
        if (explores && AnnotationSupport.isAnnotated(method, WeftTest.class)) {
            throw new ExtensionConfigurationException(
                    method + " has both @WeftTest and @Explore: @Explore alone runs it first in, first out, too");
        }
        List<String> others = otherTests(method);
        if (!others.isEmpty()) {
            String kind = explores ? "Explore" : "WeftTest";
            throw new ExtensionConfigurationException(method + " has both " + String.join(", ", others) + " and @"
                    + kind + ", which would run it without the test kit: write @" + kind
                    + " alone; for parameters, write"
                    + " @ParameterizedClass, or call " + (explores ? "Simulation.explore" : "Simulation.run")
                    + " in the @ParameterizedTest");
        }
        return Stream.of(new OneInvocation(explores ? "schedules" : "run"));
    }

    /** Returns the other annotations that make a test of a method. */
    private static List<String> otherTests(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> AnnotationSupport.isAnnotated(type, Testable.class))
                .filter(type -> type != WeftTest.class
                        && type != Explore.class
                        && !AnnotationSupport.isAnnotated(type, WeftTest.class)
                        && !AnnotationSupport.isAnnotated(type, Explore.class))
                .map(type -> "@" + type.getSimpleName())
                .toList();
    }

    /** Refuses a method that is also a {@code @Test}: JUnit does not ask for the invocations of such a method. */
    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        provideTestTemplateInvocationContexts(context).close();
        invocation.skip();
    }

    /** The one invocation that JUnit sees, however often the method runs. */
    private record OneInvocation(String name) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Kit());
        }
    }
}
