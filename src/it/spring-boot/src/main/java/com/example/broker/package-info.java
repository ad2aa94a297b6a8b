/**
 * A service broker with the framework of Spring Cloud, as small as one can be that keeps its word.
 */
package com.example.broker;
