package example;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Everything in this package; Spring's own {@code @Async} is switched on, by subclasses. */
@Configuration
@ComponentScan
@EnableWebMvc
@EnableAsync(proxyTargetClass = true)
class ShopConfiguration {}
