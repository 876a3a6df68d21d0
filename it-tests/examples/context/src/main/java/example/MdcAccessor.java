package example;

import io.micrometer.context.ThreadLocalAccessor;
import java.util.Map;
import org.slf4j.MDC;

/** All of SLF4J's diagnostic context. (Tracers bring accessors of their own.) */
final class MdcAccessor implements ThreadLocalAccessor<Map<String, String>> {
    @Override
    public Object key() {
        return "mdc";
    }

    @Override
    public Map<String, String> getValue() {
        var copy = MDC.getCopyOfContextMap();
        return copy == null || copy.isEmpty() ? null : copy;
    }

    @Override
    public void setValue(Map<String, String> value) {
        MDC.setContextMap(value);
    }

    @Override
    public void setValue() {
        MDC.clear();
    }
}
