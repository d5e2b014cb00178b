using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Tests.Hosting.Messaging;

/// <summary>Queues are created when all nodes are there that shall have a copy.</summary>
public sealed class BrokerNodesTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Nodes_that_are_listed_and_do_not_run_are_waited_for()
    {
        var asked = 0;
        await using var management = await StartAsync(http => ++asked < 3 ? Nodes(true, true, false) : Nodes(true, true, true));

        await Of(management).WaitAsync(3, s_patience, TestContext.Current.CancellationToken);

        asked.ShouldBe(3);
    }

    [Fact]
    public async Task A_management_that_does_not_answer_yet_is_waited_for()
    {
        var asked = 0;
        await using var management = await StartAsync(http =>
        {
            http.Response.StatusCode = ++asked < 2 ? 503 : 200;
            return asked < 2 ? "" : Nodes(true);
        });

        await Of(management).WaitAsync(1, s_patience, TestContext.Current.CancellationToken);

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task Nodes_that_do_not_come_are_told()
    {
        await using var management = await StartAsync(_ => Nodes(true, true));

        var error = await Should.ThrowAsync<PresageException>(
            Of(management).WaitAsync(3, TimeSpan.Zero, TestContext.Current.CancellationToken));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Unavailable, "broker-nodes-missing"));
        error.Message.ShouldBe("2 of 3 nodes of the broker rabbitmq:5672 run after 0 s.");
    }

    [Fact]
    public async Task What_the_management_says_instead_is_told()
    {
        await using var management = await StartAsync(http =>
        {
            http.Response.StatusCode = 404;
            return "";
        });

        var error = await Should.ThrowAsync<PresageException>(
            Of(management).WaitAsync(3, TimeSpan.Zero, TestContext.Current.CancellationToken));

        error.Message.ShouldContain("0 of 3 nodes");
        error.Message.ShouldContain("404");
        error.Message.ShouldNotContain("word");
    }

    [Fact]
    public async Task The_account_of_the_address_is_used_and_a_refusal_is_told_at_once()
    {
        await using var management = await StartAsync(http =>
        {
            var account = Convert.FromBase64String(http.Request.Headers.Authorization.ToString()["Basic ".Length..]);
            http.Response.StatusCode = Encoding.UTF8.GetString(account) == "presage:pass/word" ? 401 : 200;
            return Nodes(true);
        });

        var error = await Should.ThrowAsync<PresageException>(
            Of(management).WaitAsync(1, s_patience, TestContext.Current.CancellationToken));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Forbidden, "broker-refused"));
        error.Message.ShouldNotContain("word");
    }

    [Fact]
    public async Task Without_an_address_nothing_can_be_asked()
    {
        var error = await Should.ThrowAsync<PresageException>(
            new BrokerNodes(new MessagingOptions(), TimeProvider.System).WaitAsync(1, s_patience, TestContext.Current.CancellationToken));

        error.Code.ShouldBe("no-management");
    }

    private static BrokerNodes Of(WebApplication management) => new(
        new MessagingOptions
        {
            Host = new Uri("amqp://rabbitmq"),
            Management = new UriBuilder(management.Urls.Single()) { UserName = "presage", Password = "pass%2Fword", Path = "vhost" }.Uri,
        },
        TimeProvider.System);

    private static string Nodes(params bool[] running) =>
        $"[{string.Join(',', running.Select((runs, node) => $$"""{"name":"rabbit@{{node}}","running":{{(runs ? "true" : "false")}}}"""))}]";

    private static async Task<WebApplication> StartAsync(Func<HttpContext, string> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/api/nodes", (HttpContext http) => http.Response.WriteAsync(answer(http)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
