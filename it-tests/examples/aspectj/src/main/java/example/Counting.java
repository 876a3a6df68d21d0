package example;

import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;

/** Counts the coroutines that run: the advice has become a part of the body. */
@Aspect
public class Counting {
    static int runs;

    @Before("execution(@dev.weft.Async * example..*(..))")
    public void count() {
        runs++;
    }
}
