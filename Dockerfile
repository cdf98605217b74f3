# The server with the built dashboard. Configuration comes from the environment (docs/configuration.md).
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/schema/package.json packages/schema/
COPY packages/server/package.json packages/server/
COPY packages/web/package.json packages/web/
COPY test/package.json test/

FROM manifests AS dashboard
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --filter @gatehouse/web...
COPY tsconfig.base.json ./
COPY packages/schema packages/schema
COPY packages/web packages/web
RUN cd packages/web && NODE_ENV=production node node_modules/vite/bin/vite.js build

FROM manifests AS dependencies
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --prod --filter @gatehouse/server...

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=dependencies /app ./
COPY tsconfig.base.json ./
COPY deploy/healthcheck.mjs deploy/
COPY packages/schema packages/schema
COPY packages/server packages/server
COPY --from=dashboard /app/packages/web/dist packages/web/dist
ENV NODE_ENV=production HOST=0.0.0.0
USER node
WORKDIR /app/packages/server
EXPOSE 4000
CMD ["node", "--import", "./src/app/typescript.mjs", "src/app/main.ts"]
