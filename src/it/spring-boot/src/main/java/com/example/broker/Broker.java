package com.example.broker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;

/** The broker; its catalog stands in application.yml. */
@SpringBootApplication
public class Broker {
  public static void main(String[] args) {
    SpringApplication.run(Broker.class, args);
  }

  /** One user; a service that keeps passwords would hash this one again at every request. */
  @Bean
  UserDetailsService users() {
    return name -> {
      if (!name.equals("admin")) {
        throw new UsernameNotFoundException(name);
      }
      return User.withUsername(name).password("{noop}secret").authorities("platform").build();
    };
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    return http.csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .httpBasic(Customizer.withDefaults())
        .build();
  }
}
