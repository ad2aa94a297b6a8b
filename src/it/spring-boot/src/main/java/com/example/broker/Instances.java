package com.example.broker;

import java.util.HashMap;
import java.util.Map;
import org.springframework.cloud.servicebroker.exception.ServiceBrokerInvalidParametersException;
import org.springframework.cloud.servicebroker.exception.ServiceInstanceDoesNotExistException;
import org.springframework.cloud.servicebroker.exception.ServiceInstanceExistsException;
import org.springframework.cloud.servicebroker.model.instance.CreateServiceInstanceRequest;
import org.springframework.cloud.servicebroker.model.instance.CreateServiceInstanceResponse;
import org.springframework.cloud.servicebroker.model.instance.DeleteServiceInstanceRequest;
import org.springframework.cloud.servicebroker.model.instance.DeleteServiceInstanceResponse;
import org.springframework.cloud.servicebroker.model.instance.GetLastServiceOperationRequest;
import org.springframework.cloud.servicebroker.model.instance.GetLastServiceOperationResponse;
import org.springframework.cloud.servicebroker.model.instance.GetServiceInstanceRequest;
import org.springframework.cloud.servicebroker.model.instance.GetServiceInstanceResponse;
import org.springframework.cloud.servicebroker.model.instance.OperationState;
import org.springframework.cloud.servicebroker.model.instance.UpdateServiceInstanceRequest;
import org.springframework.cloud.servicebroker.model.instance.UpdateServiceInstanceResponse;
import org.springframework.cloud.servicebroker.service.ServiceInstanceService;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Service instances, in memory. */
@Service
class Instances implements ServiceInstanceService {
  private final Map<String, Instance> byId = new HashMap<>();

  private record Instance(String serviceId, String planId, Map<String, Object> parameters) {}

  synchronized boolean has(String id) {
    return byId.containsKey(id);
  }

  synchronized boolean isOf(String id, String planId) {
    return has(id) && byId.get(id).planId().equals(planId);
  }

  @Override
  public Mono<CreateServiceInstanceResponse> createServiceInstance(
      CreateServiceInstanceRequest request) {
    return Mono.defer(() -> create(request));
  }

  private synchronized Mono<CreateServiceInstanceResponse> create(
      CreateServiceInstanceRequest request) {
    var id = request.getServiceInstanceId();
    var wanted =
        new Instance(
            request.getServiceDefinitionId(), request.getPlanId(), request.getParameters());
    var there = byId.putIfAbsent(id, wanted);
    if (there != null && !there.equals(wanted)) {
      return Mono.error(new ServiceInstanceExistsException(id, request.getServiceDefinitionId()));
    }
    return Mono.just(
        CreateServiceInstanceResponse.builder().instanceExisted(there != null).build());
  }

  @Override
  public Mono<GetServiceInstanceResponse> getServiceInstance(GetServiceInstanceRequest request) {
    return Mono.defer(() -> get(request));
  }

  private synchronized Mono<GetServiceInstanceResponse> get(GetServiceInstanceRequest request) {
    var there = byId.get(request.getServiceInstanceId());
    return there == null
        ? Mono.error(new ServiceInstanceDoesNotExistException(request.getServiceInstanceId()))
        : Mono.just(
            GetServiceInstanceResponse.builder()
                .serviceDefinitionId(there.serviceId())
                .planId(there.planId())
                .parameters(there.parameters())
                .build());
  }

  @Override
  public Mono<UpdateServiceInstanceResponse> updateServiceInstance(
      UpdateServiceInstanceRequest request) {
    return Mono.defer(() -> update(request));
  }

  private synchronized Mono<UpdateServiceInstanceResponse> update(
      UpdateServiceInstanceRequest request) {
    var id = request.getServiceInstanceId();
    var there = byId.get(id);
    if (there == null) {
      return Mono.error(new ServiceInstanceDoesNotExistException(id));
    }
    if (request.getPlan() == null && request.getPlanId() != null) {
      return Mono.error(new ServiceBrokerInvalidParametersException("there is no such plan"));
    }
    var plan = request.getPlanId() == null ? there.planId() : request.getPlanId();
    var parameters = new HashMap<>(there.parameters());
    parameters.putAll(request.getParameters());
    byId.put(id, new Instance(there.serviceId(), plan, parameters));
    return Mono.just(UpdateServiceInstanceResponse.builder().build());
  }

  @Override
  public Mono<DeleteServiceInstanceResponse> deleteServiceInstance(
      DeleteServiceInstanceRequest request) {
    return Mono.defer(() -> delete(request));
  }

  private synchronized Mono<DeleteServiceInstanceResponse> delete(
      DeleteServiceInstanceRequest request) {
    var id = request.getServiceInstanceId();
    if (!has(id)) {
      return Mono.error(new ServiceInstanceDoesNotExistException(id));
    }
    if (!isOf(id, request.getPlanId())) {
      return Mono.error(new ServiceBrokerInvalidParametersException("it has another plan"));
    }
    byId.remove(id);
    return Mono.just(DeleteServiceInstanceResponse.builder().build());
  }

  /** Nothing takes time here: whatever there is has been made. */
  @Override
  public Mono<GetLastServiceOperationResponse> getLastOperation(
      GetLastServiceOperationRequest request) {
    var id = request.getServiceInstanceId();
    return has(id)
        ? Mono.just(
            GetLastServiceOperationResponse.builder()
                .operationState(OperationState.SUCCEEDED)
                .build())
        : Mono.error(new ServiceInstanceDoesNotExistException(id));
  }
}
