package com.example.broker;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.osbctl.junit.BrokerConformance;
import org.springframework.boot.SpringApplication;

class ConformanceTest {
  @TestFactory
  Stream<DynamicNode> broker_conforms() throws Exception {
    var broker = SpringApplication.run(Broker.class, "--server.port=0");
    var url =
        URI.create("http://127.0.0.1:" + broker.getEnvironment().getProperty("local.server.port"));
    var waivers = Files.readString(Path.of("waivers.yaml"));
    return BrokerConformance.of(url)
        .withBasic("admin", "secret")
        .withWaivers(waivers)
        .tests()
        .onClose(broker::close);
  }
}
