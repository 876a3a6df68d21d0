package example;

import jakarta.enterprise.context.RequestScoped;

/** Who asks: another one in each request. */
@RequestScoped
public class Customer {
    private String name = "nobody";

    String name() {
        return name;
    }

    void is(String name) {
        this.name = name;
    }
}
