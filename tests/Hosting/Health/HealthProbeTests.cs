using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Presage.Hosting.Health;

namespace Presage.Tests.Hosting.Health;

public sealed class HealthProbeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(null, null, 8080)]
    [InlineData(null, "", 8080)]
    [InlineData(null, "5000", 5000)]
    [InlineData(null, "5000;5001", 5000)]
    [InlineData("http://+:81", "5000", 81)]
    [InlineData("http://*:81;http://localhost:82", null, 81)]
    [InlineData("http://[::]:81", null, 81)]
    [InlineData("http://localhost", null, 80)]
    public void The_port_is_that_of_the_process_beside_it(string? urls, string? ports, int port)
    {
        HealthProbe.PortOf(urls, ports).ShouldBe(port);
    }

    [Fact]
    public async Task A_process_that_says_it_is_ready_is_ready()
    {
        await using var process = await StartAsync(context => Task.CompletedTask);

        (await HealthProbe.TroubleAsync(PortOf(process), Patience)).ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_says_it_is_not_ready_is_not_and_its_words_are_passed_on()
    {
        await using var process = await StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("The store is away.");
        });

        var port = PortOf(process);
        (await HealthProbe.TroubleAsync(port, Patience)).ShouldBe($"http://127.0.0.1:{port}/health/ready answers 503: The store is away.");
    }

    [Fact]
    public async Task A_process_that_hangs_is_not_ready()
    {
        var never = new TaskCompletionSource();
        await using var process = await StartAsync(_ => never.Task);

        (await HealthProbe.TroubleAsync(PortOf(process), TimeSpan.FromSeconds(0.2)))!.ShouldEndWith("has not answered for 0.2 seconds.");
        never.SetResult();
    }

    [Fact]
    public async Task A_process_that_is_not_there_is_not_ready()
    {
        var process = await StartAsync(_ => Task.CompletedTask);
        var port = PortOf(process);
        await process.DisposeAsync();

        (await HealthProbe.TroubleAsync(port, Patience))!.ShouldStartWith($"http://127.0.0.1:{port}/health/ready does not answer: ");
    }

    [Fact]
    public async Task A_program_that_is_started_to_work_does_not_ask()
    {
        (await HealthProbe.HasAnsweredAsync([])).ShouldBeFalse();
        (await HealthProbe.HasAnsweredAsync(["--urls", "http://127.0.0.1:0"])).ShouldBeFalse();
    }

    private static int PortOf(WebApplication process) => new Uri(process.Urls.Single()).Port;

    private static async Task<WebApplication> StartAsync(RequestDelegate ready)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var process = builder.Build();
        process.MapGet("/health/ready", ready);
        await process.StartAsync(TestContext.Current.CancellationToken);
        return process;
    }
}
