package example;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@Counted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class Counter {
    static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();

    @AroundInvoke
    Object count(InvocationContext call) throws Exception {
        CALLS.merge(call.getMethod().getName(), 1, Integer::sum);
        return call.proceed();
    }
}
