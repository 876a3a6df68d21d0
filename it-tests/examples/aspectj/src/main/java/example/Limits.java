package example;

import static dev.weft.Weft.withTimeout;

import dev.weft.Coroutine;
import java.time.Duration;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

/** A time limit for each cold method: the advice makes a coroutine from the one that it surrounds. */
@Aspect
public class Limits {

    @Around("execution(@dev.weft.Async dev.weft.Coroutine example..*(..))")
    public Object limit(ProceedingJoinPoint body) throws Throwable {
        return withTimeout(Duration.ofMillis(50), (Coroutine<?>) body.proceed());
    }
}
