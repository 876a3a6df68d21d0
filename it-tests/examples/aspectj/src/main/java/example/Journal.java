package example;

import static dev.weft.Weft.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

/** Notes when hot methods begin and end: the advice awaits what it surrounds. */
@Aspect
public class Journal {
    static final List<String> LINES = new ArrayList<>();

    @Async
    @SuppressWarnings("rawtypes") // AspectJ wants the type of the methods: this is every one
    @Around("execution(@dev.weft.Async java.util.concurrent.CompletableFuture example..*(..))")
    public CompletableFuture note(ProceedingJoinPoint body) throws Throwable {
        LINES.add("begins");
        var value = await((CompletableFuture<?>) body.proceed());
        LINES.add("ends");
        return completedFuture(value);
    }
}
