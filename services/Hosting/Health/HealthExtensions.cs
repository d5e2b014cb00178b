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

    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CheckLog>();
        builder.Services.AddSingleton<HealthTeller>();
        builder.Services.AddHealthChecks()
            .AddPrompt<LifeHealth>("process")
            .AddPrompt<StoreHealth>("store")
            .AddPrompt<BrokerHealth>("broker")
            .AddPrompt<DeploymentHealth>("deployment");
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it takes messages, store and bus can be used; if not, it says why in
    /// a sentence. <c>/health</c>: the same and more, as a document.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", Options(WriteSentenceAsync));
        app.MapHealthChecks("/health", Options(WriteDocumentAsync));
    }

    /// <summary>Adds a check that answers in time, whatever it asks, and whose failures are said once each.</summary>
    public static IHealthChecksBuilder AddPrompt<TCheck>(this IHealthChecksBuilder checks, string name)
        where TCheck : class, IHealthCheck
    {
        checks.Services.AddSingleton<TCheck>();
        checks.Services.AddSingleton<PromptCheck<TCheck>>();
        return checks.AddCheck<PromptCheck<TCheck>>(name, tags: [Prompt]);
    }

    private static HealthCheckOptions Options(Func<HttpContext, HealthReport, Task> write) =>
        new() { Predicate = check => check.Tags.Contains(Prompt), ResponseWriter = write };

    private static Task WriteSentenceAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(TellerOf(http).Sentence(report));
    }

    private static async Task WriteDocumentAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Json.Write(TellerOf(http).Document(report)));
    }

    private static HealthTeller TellerOf(HttpContext http) => http.RequestServices.GetRequiredService<HealthTeller>();
}
