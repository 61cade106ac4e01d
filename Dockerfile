# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk-noble AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -Dmaven.test.skip=true -pl app -am package \
    && java -Djarmode=tools -jar app/target/lehnz.jar extract --destination /lehnz

# For what is run once: certificates, and the import into Dashboards.
FROM debian:bookworm-slim AS tools
RUN apt-get update && apt-get install -y --no-install-recommends apache2-utils ca-certificates curl openssl \
    && rm -rf /var/lib/apt/lists/*
COPY deploy /deploy

FROM eclipse-temurin:25-jre-noble
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home lehnz
WORKDIR /lehnz
COPY --from=build /lehnz .
USER lehnz
# Where DJL unpacks PyTorch's libraries at the first start, about 450 MB.
ENV DJL_CACHE_DIR=/home/lehnz/.djl.ai
# To be replaced where the heap has many gigabytes.
ENV JDK_JAVA_OPTIONS=-XX:+UseParallelGC
EXPOSE 8080 5701
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["curl", "--silent", "--fail", "--output", "/dev/null", "http://localhost:8080/actuator/health/liveness"]
# Vectors are made in memory beside the heap: half of the container is for them.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", \
    "-jar", "lehnz.jar"]
CMD ["serve"]
