package dev.weft.benchmarks.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What JMH has written of one method with one set of parameters.
 *
 * @param json the object of its file
 */
record Entry(JsonObject json) {

    /** Those of a file, at least one. */
    static List<Entry> all(JsonElement file) {
        var all = new ArrayList<Entry>();
        file.getAsJsonArray().forEach(one -> all.add(new Entry(one.getAsJsonObject())));
        return all;
    }

    int release() {
        return Integer.parseInt(text("jdkVersion").split("[.+-]", 2)[0]);
    }

    String jdk() {
        return "JDK " + text("jdkVersion") + " (" + text("vmName") + ")";
    }

    String how() {
        return text("forks") + ("1".equals(text("forks")) ? " fork" : " forks, each") + " with "
                + text("warmupIterations") + " × " + text("warmupTime") + " of warm-up and "
                + text("measurementIterations") + " × " + text("measurementTime");
    }

    /** Whether it measured the mean time of an operation. */
    boolean isTime() {
        return "avgt".equals(text("mode"));
    }

    Result result() {
        return new Result(workload(), parameters(), method(), score(), error(), secondary("gc.alloc.rate.norm"));
    }

    Rate rate() {
        var others = new TreeMap<String, Double>();
        json.getAsJsonObject("secondaryMetrics").keySet().stream()
                .filter(name -> !name.contains("."))
                .forEach(name -> others.put(name, secondary(name)));
        return new Rate(workload(), score(), error(), others);
    }

    private String workload() {
        String name = text("benchmark");
        int method = name.lastIndexOf('.');
        return name.substring(name.lastIndexOf('.', method - 1) + 1, method);
    }

    private String method() {
        String name = text("benchmark");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Map<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        if (json.has("params")) {
            json.getAsJsonObject("params")
                    .entrySet()
                    .forEach(p -> parameters.put(p.getKey(), p.getValue().getAsString()));
        }
        return parameters;
    }

    private double score() {
        return json.getAsJsonObject("primaryMetric").get("score").getAsDouble();
    }

    /** JMH writes NaN as text. */
    private double error() {
        return Double.parseDouble(
                json.getAsJsonObject("primaryMetric").get("scoreError").getAsString());
    }

    private double secondary(String name) {
        JsonElement metric = json.getAsJsonObject("secondaryMetrics").get(name);
        return metric == null
                ? Double.NaN
                : metric.getAsJsonObject().get("score").getAsDouble();
    }

    private String text(String name) {
        return json.get(name).getAsString();
    }
}
