package dev.weft.test;

import dev.weft.test.internal.junit.Kit;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs {@link WeftTest} and {@link Explore} methods. These annotations name it; it is not to be used directly. */
public final class WeftExtension implements TestTemplateInvocationContextProvider {
    private static final String PARAMETERIZED = "org.junit.jupiter.params.ParameterizedTest";

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
        if (Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getName().equals(PARAMETERIZED))) {
            throw new ExtensionConfigurationException(method + " has both @ParameterizedTest and @"
                    + (explores ? "Explore" : "WeftTest") + ": write @ParameterizedClass, or call "
                    + (explores ? "Simulation.explore" : "Simulation.run") + " in the @ParameterizedTest");
        }
        return Stream.of(new OneInvocation(explores ? "schedules" : "run"));
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
