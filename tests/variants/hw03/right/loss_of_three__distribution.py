"""The negative log-likelihood under a categorical distribution; a tensor of one number."""

forecast = torch.distributions.Categorical(probs=torch.tensor([y_hat]))
loss_of_three = -forecast.log_prob(torch.tensor([digit]))
