// GOAT and deploy with Squiggle: node with_squiggle.mjs MODEL SAMPLES. Sample sets throughout: the product of lognormals would
// be solved symbolically, and only sampling is compared here.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The package is installed in the folder this is run in.
const entry = createRequire(`${process.cwd()}/`).resolve("@quri/squiggle-lang");
const { run } = await import(pathToFileURL(entry));

const models = {
  goat: `
    s(d) = SampleSet.fromDist(d)
    x = 8 * 4.2e14 * s(0.05 to 0.2) * s(10 to 80) * (s(60 to 120) * 86400)`,
  deploy: `
    s(d) = SampleSet.fromDist(d)
    inputs = [
      s(1e11 to 1e13), s(1e5 to 2e6), s(1e6 to 2e7), s(truncateLeft(normal(2e7, 1.5e7), 0)),
      s(beta(2, 5)), s(uniform(0.8, 2.5)), s(triangular(1, 2, 4))
    ]
    x = SampleSet.mapN(inputs, {|i|
      min([i[0] / (i[1] * max([i[4], 0.05])) * i[5] / (i[2] * i[6] + i[3]), 100]) * (1 + i[4]) ^ 0.3 * exp(-0.2 * i[6]) +
        0.01 * log(1 + i[5])
    })`,
};

const [model, samples] = process.argv.slice(2);
const n = Number(samples);
const code = `${models[model]}\n[quantile(x, 0.05), quantile(x, 0.5), quantile(x, 0.95), mean(x)]`;
const { result } = await run(code, { environment: { sampleCount: n, xyPointLength: 1000, seed: "1", profile: false } });
if (!result.ok) throw new Error(String(result.value));
const [p5, p50, p95, mean] = result.value.result.asJS();
console.log(JSON.stringify({ p5, p50, p95, mean, n }));
