# GOAT and deploy with R: Rscript with_r.R MODEL SAMPLES
words <- commandArgs(trailingOnly = TRUE)
n <- as.numeric(words[2])
set.seed(1)

lognormal <- function(low, high) rlnorm(n, log(low * high) / 2, log(high / low) / (2 * qnorm(0.95)))  # 90% between

goat <- function() 8 * 4.2e14 * 86400 * lognormal(0.05, 0.2) * lognormal(10, 80) * lognormal(60, 120)

deploy <- function() {
  share <- lognormal(1e11, 1e13) / lognormal(1e5, 2e6)
  training <- lognormal(1e6, 2e7)
  staff <- rnorm(n, 2e7, 1.5e7)
  while (length(bad <- which(staff < 0)) > 0) staff[bad] <- rnorm(length(bad), 2e7, 1.5e7)
  load <- rbeta(n, 2, 5)
  price <- runif(n, 0.8, 2.5)
  u <- runif(n)
  overhead <- ifelse(u < 1 / 3, 1 + sqrt(3 * u), 4 - sqrt(6 * (1 - u)))
  share <- pmin(share / pmax(load, 0.05) * price / (training * overhead + staff), 100)
  share * (1 + load)^0.3 * exp(-0.2 * overhead) + 0.01 * log(1 + price)
}

value <- if (words[1] == "goat") goat() else deploy()
q <- quantile(value, c(0.05, 0.5, 0.95), names = FALSE)
cat(sprintf('{"p5": %.17g, "p50": %.17g, "p95": %.17g, "mean": %.17g, "n": %.0f}\n', q[1], q[2], q[3], mean(value), n))
