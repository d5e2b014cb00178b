using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Presage.Hosting.Health;

public static class HealthExtensions
{
    /// <summary>Of the checks that all answer in time; libraries bring others.</summary>
    private const string Prompt = "prompt";

    public static void AddHealth(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddPrompt<StoreHealth>("store").AddPrompt<BrokerHealth>("broker");

    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: store and bus can be used; if not, it says why in a sentence.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks(
            "/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Prompt), ResponseWriter = WriteAsync });
    }

    private static IHealthChecksBuilder AddPrompt<TCheck>(this IHealthChecksBuilder checks, string name)
        where TCheck : class, IHealthCheck
    {
        checks.Services.AddSingleton<TCheck>();
        checks.Services.AddSingleton<PromptCheck<TCheck>>();
        return checks.AddCheck<PromptCheck<TCheck>>(name, tags: [Prompt]);
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var reasons = report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy).Select(entry => entry.Description);
        return http.Response.WriteAsync(report.Status == HealthStatus.Healthy ? nameof(HealthStatus.Healthy) : string.Join(' ', reasons));
    }
}
