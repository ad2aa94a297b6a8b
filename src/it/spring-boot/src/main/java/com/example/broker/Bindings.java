package com.example.broker;

import java.util.HashMap;
import java.util.Map;
import org.springframework.cloud.servicebroker.exception.ServiceBrokerInvalidParametersException;
import org.springframework.cloud.servicebroker.exception.ServiceInstanceBindingDoesNotExistException;
import org.springframework.cloud.servicebroker.exception.ServiceInstanceBindingExistsException;
import org.springframework.cloud.servicebroker.exception.ServiceInstanceDoesNotExistException;
import org.springframework.cloud.servicebroker.model.binding.BindResource;
import org.springframework.cloud.servicebroker.model.binding.CreateServiceInstanceAppBindingResponse;
import org.springframework.cloud.servicebroker.model.binding.CreateServiceInstanceBindingRequest;
import org.springframework.cloud.servicebroker.model.binding.CreateServiceInstanceBindingResponse;
import org.springframework.cloud.servicebroker.model.binding.DeleteServiceInstanceBindingRequest;
import org.springframework.cloud.servicebroker.model.binding.DeleteServiceInstanceBindingResponse;
import org.springframework.cloud.servicebroker.model.binding.Endpoint;
import org.springframework.cloud.servicebroker.model.binding.Endpoint.Protocol;
import org.springframework.cloud.servicebroker.model.binding.GetLastServiceBindingOperationRequest;
import org.springframework.cloud.servicebroker.model.binding.GetLastServiceBindingOperationResponse;
import org.springframework.cloud.servicebroker.model.binding.GetServiceInstanceAppBindingResponse;
import org.springframework.cloud.servicebroker.model.binding.GetServiceInstanceBindingRequest;
import org.springframework.cloud.servicebroker.model.binding.GetServiceInstanceBindingResponse;
import org.springframework.cloud.servicebroker.model.instance.OperationState;
import org.springframework.cloud.servicebroker.service.ServiceInstanceBindingService;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Service bindings, in memory. */
@Service
class Bindings implements ServiceInstanceBindingService {
  private static final Endpoint ENDPOINT =
      Endpoint.builder().host("localhost").ports("5432").protocol(Protocol.TCP).build();

  private final Instances instances;
  private final Map<Key, Binding> byKey = new HashMap<>();

  Bindings(Instances instances) {
    this.instances = instances;
  }

  private record Key(String instance, String binding) {}

  private record Binding(
      String serviceId, String planId, BindResource resource, Map<String, Object> parameters) {
    Map<String, Object> credentials(String user) {
      return Map.of("uri", "db://" + user + "@localhost/db", "username", user);
    }
  }

  @Override
  public Mono<CreateServiceInstanceBindingResponse> createServiceInstanceBinding(
      CreateServiceInstanceBindingRequest request) {
    return Mono.defer(() -> create(request));
  }

  private synchronized Mono<CreateServiceInstanceBindingResponse> create(
      CreateServiceInstanceBindingRequest request) {
    var key = new Key(request.getServiceInstanceId(), request.getBindingId());
    if (!instances.has(key.instance())) {
      return Mono.error(new ServiceInstanceDoesNotExistException(key.instance()));
    }
    var wanted =
        new Binding(
            request.getServiceDefinitionId(),
            request.getPlanId(),
            request.getBindResource(),
            request.getParameters());
    var there = byKey.putIfAbsent(key, wanted);
    if (there != null && !there.equals(wanted)) {
      return Mono.error(new ServiceInstanceBindingExistsException(key.instance(), key.binding()));
    }
    return Mono.just(
        CreateServiceInstanceAppBindingResponse.builder()
            .bindingExisted(there != null)
            .credentials(wanted.credentials(key.binding()))
            .endpoints(ENDPOINT)
            .build());
  }

  @Override
  public Mono<GetServiceInstanceBindingResponse> getServiceInstanceBinding(
      GetServiceInstanceBindingRequest request) {
    return Mono.defer(() -> get(request));
  }

  private synchronized Mono<GetServiceInstanceBindingResponse> get(
      GetServiceInstanceBindingRequest request) {
    var key = new Key(request.getServiceInstanceId(), request.getBindingId());
    var there = byKey.get(key);
    return there == null
        ? Mono.error(new ServiceInstanceBindingDoesNotExistException(key.binding()))
        : Mono.just(
            GetServiceInstanceAppBindingResponse.builder()
                .credentials(there.credentials(key.binding()))
                .endpoints(ENDPOINT)
                .parameters(there.parameters())
                .build());
  }

  @Override
  public Mono<DeleteServiceInstanceBindingResponse> deleteServiceInstanceBinding(
      DeleteServiceInstanceBindingRequest request) {
    return Mono.defer(() -> delete(request));
  }

  private synchronized Mono<DeleteServiceInstanceBindingResponse> delete(
      DeleteServiceInstanceBindingRequest request) {
    var key = new Key(request.getServiceInstanceId(), request.getBindingId());
    if (!byKey.containsKey(key)) {
      return Mono.error(new ServiceInstanceBindingDoesNotExistException(key.binding()));
    }
    if (!instances.isOf(key.instance(), request.getPlanId())) {
      return Mono.error(
          new ServiceBrokerInvalidParametersException("the instance has another plan"));
    }
    byKey.remove(key);
    return Mono.just(DeleteServiceInstanceBindingResponse.builder().build());
  }

  @Override
  public synchronized Mono<GetLastServiceBindingOperationResponse> getLastOperation(
      GetLastServiceBindingOperationRequest request) {
    var key = new Key(request.getServiceInstanceId(), request.getBindingId());
    return byKey.containsKey(key)
        ? Mono.just(
            GetLastServiceBindingOperationResponse.builder()
                .operationState(OperationState.SUCCEEDED)
                .build())
        : Mono.error(new ServiceInstanceBindingDoesNotExistException(key.binding()));
  }
}
