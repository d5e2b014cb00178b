using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using Presage.Contracts;
using Presage.Tests.Harness;

namespace Presage.Tests.Contracts.AsyncApi;

/// <summary>The document that foreign clients are written by says what the records are, and what really goes over the wire.</summary>
public sealed class AsyncApiTests
{
    private static readonly AsyncApiDocument s_document = AsyncApiDocument.Instance;
    private static readonly NullabilityInfoContext s_nullability = new();

    /// <summary>The messages whose documentation says that they are public, and whether a client writes them.</summary>
    private static readonly Dictionary<string, bool> s_public = ContractSource.All
        .Where(contract => contract.IsPublic)
        .ToDictionary(contract => contract.Name, contract => contract.IsRequest);

    public static TheoryData<string> Names { get; } = [.. s_public.Keys.Order()];

    public static TheoryData<string> Answers { get; } =
        [.. s_public.Where(message => !message.Value).Select(message => message.Key).Order()];

    public static TheoryData<string> Records { get; } = [.. s_public.Keys.Append(nameof(ReportedReading)).Order()];

    [Fact]
    public void It_has_every_public_message_and_no_other()
    {
        string[] names = [.. s_public.Keys.Order(StringComparer.Ordinal)];

        names.Length.ShouldBeGreaterThan(8);
        s_document.Root["asyncapi"]!.GetValue<string>().ShouldBe("3.0.0");
        s_document.Messages.Keys.Order(StringComparer.Ordinal).ShouldBe(names);
        s_document.Channels.Values.Select(channel => channel["messages"]!.AsObject().Single().Key)
            .Order(StringComparer.Ordinal).ShouldBe(names);
        s_document.Operations.Values.Select(OperationMessage).Order(StringComparer.Ordinal).ShouldBe(names);
        s_document.Schemas.Keys.Except(["Envelope"]).Order(StringComparer.Ordinal)
            .ShouldBe(names.Append(nameof(ReportedReading)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_channel_is_the_exchange_of_its_message(string name)
    {
        var exchange = $"Presage.Contracts:{name}";
        var (key, channel) = s_document.Channels.Single(entry => entry.Value["messages"]!.AsObject().ContainsKey(name));
        var operation = s_document.Operations.Values.Single(operation => OperationMessage(operation) == name);

        channel["address"]!.GetValue<string>().ShouldBe(exchange);
        channel["bindings"]!["amqp"]!["exchange"]!.ToJsonString()
            .ShouldBe($$"""{"name":"{{exchange}}","type":"fanout","durable":true,"autoDelete":false}""");
        operation["channel"]!["$ref"]!.GetValue<string>().ShouldBe($"#/channels/{key}");
        operation["action"]!.GetValue<string>().ShouldBe(s_public[name] ? "receive" : "send");
        s_document.Messages[name]["contentType"]!.GetValue<string>()
            .ShouldBe(s_public[name] ? "application/json" : SystemTextJsonMessageSerializer.JsonContentType.MediaType);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void A_schema_has_the_fields_of_its_record(string name)
    {
        var parameters = TypeOf(name).GetConstructors().Single().GetParameters();
        var schema = s_document.Schemas[name];

        schema["properties"]!.AsObject().Select(field => field.Key).ShouldBe(parameters.Select(FieldOf));
        schema["required"]!.AsArray().Select(field => field!.GetValue<string>()).ShouldBe(parameters.Where(IsRequired).Select(FieldOf));
        foreach (var parameter in parameters)
            SchemaText(schema["properties"]![FieldOf(parameter)]!.AsObject())
                .ShouldBe(TypeText(s_nullability.Create(parameter)), $"{name}.{parameter.Name}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_example_is_a_message(string name)
    {
        foreach (var example in s_document.ExamplesOf(name))
        {
            var content = ContentOf(name, example);
            s_document.MistakesIn(name, example).ShouldBeEmpty();
            var read = content.Deserialize(TypeOf(name), SystemTextJsonMessageSerializer.Options);
            var written = JsonSerializer.SerializeToNode(read, TypeOf(name), SystemTextJsonMessageSerializer.Options)!.AsObject();
            foreach (var (field, value) in content)
                JsonNode.DeepEquals(written[field], value)
                    .ShouldBeTrue($"{name}.{field}: {written[field]?.ToJsonString()}, not {value?.ToJsonString()}");
        }
    }

    [Fact]
    public void A_message_that_is_wrong_is_found()
    {
        string[] wrong =
        [
            """{}""", """{"dataset":"plant","from":"2015-01-01T00:00:00Z","to":"yesterday","results":"r"}""",
            """{"dataset":7,"from":"2015-01-01T00:00:00Z","to":"2015-01-02T00:00:00Z","results":"r"}""",
            """{"dataset":"plant","from":"2015-01-01T00:00:00Z","to":"2015-01-02T00:00:00Z","results":"r","schemaVersion":2}""", """[]""",
        ];

        foreach (var message in wrong)
            s_document.MistakesIn(nameof(StartScoring), JsonNode.Parse(message)).ShouldNotBeEmpty(message);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task What_the_bus_writes_is_what_the_document_says(string name)
    {
        LogContext.ConfigureCurrentLogContext(NullLoggerFactory.Instance);
        var bodies = new Bodies();
        var bus = Bus.Factory.CreateUsingInMemory(_ => { });
        bus.ConnectPublishObserver(bodies);
        await bus.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            var answer = ContentOf(name, s_document.ExamplesOf(name).First())
                .Deserialize(TypeOf(name), SystemTextJsonMessageSerializer.Options)!;
            await bus.Publish(answer, TypeOf(name), TestContext.Current.CancellationToken);

            s_document.MistakesIn(name, bodies.Last.ShouldNotBeNull()).ShouldBeEmpty();
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task The_messages_of_real_runs_are_what_the_document_says()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());
        await Prepared.RunAllAsync(host);
        await host.RunAsync(new StartScoring("failing", "nowhere", Prepared.TrainedTo, Prepared.End, "none"));

        var messages = host.Messages.Published.Select(published => published.Message)
            .Where(message => s_public.ContainsKey(message.GetType().Name)).ToList();

        messages.Select(message => message.GetType().Name).Distinct().Order().ShouldBe(
            [nameof(EvaluationCompleted), nameof(FailurePredicted), nameof(ModelTrained), nameof(RunFailed), nameof(ScoringCompleted),
                nameof(StartScoring), nameof(StartTraining)]);
        foreach (var message in messages)
            s_document.MistakesInContent(
                message.GetType().Name, JsonSerializer.SerializeToNode(message, message.GetType(), SystemTextJsonMessageSerializer.Options))
                    .ShouldBeEmpty($"{message}");
    }

    private static Type TypeOf(string name) => typeof(IRunMessage).Assembly.GetType($"Presage.Contracts.{name}", throwOnError: true)!;

    private static JsonObject ContentOf(string name, JsonNode example) => (s_public[name] ? example : example["message"]!).AsObject();

    private static string OperationMessage(JsonObject operation) =>
        operation["messages"]!.AsArray().Single()!["$ref"]!.GetValue<string>().Split('/')[^1];

    private static string FieldOf(ParameterInfo parameter) => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);

    private static bool IsRequired(ParameterInfo parameter) =>
        !parameter.HasDefaultValue && s_nullability.Create(parameter).ReadState != NullabilityState.Nullable;

    /// <summary>A type as JSON has it, such as <c>array of string</c> or <c>string date-time or null</c>.</summary>
    private static string TypeText(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var text = type switch
        {
            _ when type == typeof(string) => "string",
            _ when type == typeof(DateTime) => "string date-time",
            _ when type == typeof(int) => "integer int32",
            _ when type == typeof(long) => "integer int64",
            _ when type == typeof(double) => "number double",
            _ when type == typeof(bool) => "boolean",
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
                $"array of {TypeText(info.GenericTypeArguments[0])}",
            { IsGenericType: true } => $"object of {TypeText(info.GenericTypeArguments[1])}",
            _ => type.Name,
        };
        return info.ReadState == NullabilityState.Nullable ? $"{text} or null" : text;
    }

    private static string SchemaText(JsonObject schema)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            return reference.Split('/')[^1];

        var types = JsonSchema.TypesOf(schema["type"]!);
        var text = (types[0], schema["format"]?.GetValue<string>()) switch
        {
            ("array", _) => $"array of {SchemaText(schema["items"]!.AsObject())}",
            ("object", _) => $"object of {SchemaText(schema["additionalProperties"]!.AsObject())}",
            (var type, { } format) => $"{type} {format}",
            (var type, null) => type,
        };
        return types.Contains("null") ? $"{text} or null" : text;
    }

    /// <summary>Messages as they go over the wire.</summary>
    private sealed class Bodies : IPublishObserver
    {
        public JsonNode? Last { get; private set; }

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            Last = JsonNode.Parse(context.Serializer.GetMessageBody(context).GetBytes());
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
