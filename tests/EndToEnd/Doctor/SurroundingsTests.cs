using Microsoft.Data.Sqlite;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Broker.Telemetry;
using Presage.Tests.EndToEnd.Broker.Tls;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Doctor;

/// <summary>What the doctor finds without a broker.</summary>
public sealed class SurroundingsTests
{
    [Fact]
    public async Task Where_nothing_is_there_yet_nothing_is_made_and_nothing_is_wrong()
    {
        using var patient = new Patient();

        var said = await patient.LookAsync();

        said.ShouldBeWell();
        said.All.Select(one => one.Check).Distinct().ShouldBe(["settings", "store", "clock", "limits", "telemetry"]);
        Directory.Exists(patient.Workspace.Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Mesaging__Host", "Messaging__Host")]
    [InlineData("Storage__Directry", "Storage__Directory")]
    [InlineData("Messaging_Host", "Messaging__Host")]
    [InlineData("Messaging__Certificate__Autority", "Messaging__Certificate__Authority")]
    [InlineData("Ingestion__AllowedRoot__0", "Ingestion__AllowedRoots")]
    public async Task A_setting_that_nobody_reads_is_named_with_the_one_that_was_meant(string name, string meant)
    {
        using var patient = new Patient().With((name, "x"));

        var said = (await patient.LookAsync()).Failure("unknown-setting");

        said.Found.ShouldBe($"There is no setting {name}, so it has no effect.");
        said.Remedy.ShouldNotBeNull().ShouldContain($"Did you mean {meant}?");
    }

    [Fact]
    public async Task Settings_of_other_programs_are_none_of_ours()
    {
        using var patient = new Patient().With(
            ("Logging__LogLevel__Default", "Warning"), ("npm_config__x", "1"), ("Something__Else", "x"), ("Kestrel__Limits", "1"));

        (await patient.LookAsync()).ShouldBeWell();
    }

    [Fact]
    public async Task A_relative_directory_is_told_with_what_it_is()
    {
        using var patient = new Patient().With(("Storage__Directory", "data"));

        var said = await patient.LookAsync();

        said.Warning("relative-directory").Found.ShouldContain(Path.Combine(patient.Workspace.Root, "data"));
        said.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_directory_of_its_own_the_store_of_the_processes_is_looked_at()
    {
        using var patient = new Patient();
        var elsewhere = Path.Combine(patient.Workspace.Root, "elsewhere");
        new SqliteStore(elsewhere).Dispose();
        patient.With(("Storage__Directory", elsewhere));

        using var process = patient.Workspace.Start(Path.Combine(AppContext.BaseDirectory, "presage"), ["doctor", "--json"]);

        Diagnosed.Of(await Workspace.EndAsync(process)).All.ShouldContain(
            said => said.Check == "store" && said.Found.Contains(", which is this version's"));
    }

    [Fact]
    public async Task Settings_that_do_not_go_together_are_named()
    {
        using var patient = new Patient().With(("Messaging__Host", "amqp://localhost/"));

        (await patient.LookAsync()).Failure("without-effect").Found.ShouldBe(
            "Messaging__Host is set and has no effect unless Messaging__Transport is rabbitmq.");
    }

    [Fact]
    public async Task A_value_that_no_process_starts_with_is_named()
    {
        using var patient = new Patient().With(("Messaging__Retries", "many"));

        (await patient.LookAsync()).Failure("invalid-options").Found.ShouldBe("The option Messaging:Retries is wrong.");
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("Observability__Endpoint")]
    public async Task An_address_of_a_collector_without_a_scheme_is_named(string name)
    {
        using var patient = new Patient().With((name, "localhost:4317"));

        var said = await patient.LookAsync();

        said.ExitCode.ShouldBe(1);
        said.All.ShouldContain(one => one.State == "failed" && one.Remedy!.Contains("http://localhost:4317"), said.ToString());
    }

    [Fact]
    public async Task A_collector_that_is_away_is_named()
    {
        using var patient = new Patient().With(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));

        (await patient.LookAsync()).Warning("collector-away").Found.ShouldContain("127.0.0.1:9");
        await ShouldTellAsync(patient);
    }

    [Fact]
    public async Task A_collector_with_a_certificate_of_an_unknown_authority_is_named_and_with_it_gets_what_is_exported()
    {
        using var authority = new Authority();
        await using var collector = await Collector.StartAsync(authority.Issue("collector.plant"));
        using var patient = new Patient().With(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        string[] ingest = [.. Plant.Ingest, RealRecords.Twenty];

        (await patient.LookAsync()).Warning("collector-certificate").Found.ShouldContain(
            "nobody here knows its issuer CN=Plant authority): telemetry is dropped");
        (await patient.Workspace.RunAsync(ingest)).Done();
        collector.Spans.ShouldBeEmpty();
        await ShouldTellAsync(patient);

        patient.With(("OTEL_EXPORTER_OTLP_CERTIFICATE", authority.File));
        (await patient.LookAsync()).ShouldBeWell();
        (await patient.Workspace.RunAsync(ingest)).Done();
        collector.Spans.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_collector_that_does_not_speak_TLS_although_its_address_says_so_is_named()
    {
        await using var collector = await Collector.StartAsync();
        using var patient = new Patient().With(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.Replace("http://", "https://", StringComparison.Ordinal)));

        (await patient.LookAsync()).All.ShouldContain(
            said => said.State == "warning" && said.Code!.StartsWith("collector-", StringComparison.Ordinal)
                && said.Found.Contains("telemetry is dropped"));
    }

    /// <summary>A process that exports says itself that it does so in vain.</summary>
    private static async Task ShouldTellAsync(Patient patient)
    {
        using var worker = new Worker("Monitoring", patient.Workspace.Root, patient.Workspace.Variables);
        await Eventually.TrueAsync(
            () => Task.FromResult(worker.Log.Contains("Telemetry does not reach its collector", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(60), () => worker.Log);
        worker.Log.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_directory_that_is_mounted_for_reading_is_named()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap"), "bubblewrap is not installed");
        using var patient = new Patient();
        Directory.CreateDirectory(patient.Workspace.Data);

        var said = await patient.LookAsync("bwrap", "--dev-bind", "/", "/", "--ro-bind", patient.Workspace.Data, patient.Workspace.Data);

        said.Failure("store-read-only").Found.ShouldContain(patient.Workspace.Data);
    }

    [Fact]
    public async Task A_limit_of_files_is_named()
    {
        using var patient = new Patient();

        var said = await patient.LookAsync("prlimit", "--nofile=500:500");

        said.Warning("few-files").Found.ShouldStartWith("A process may have 500 files and connections open at once");
    }

    /// <summary>With which no command runs, the doctor as little as any other.</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    public async Task A_limit_of_files_that_nothing_runs_with_is_named(int files)
    {
        using var patient = new Patient();

        var said = await patient.LookAsync("prlimit", $"--nofile={files}:{files}");
        var other = await RunAsync(patient, files, "runs", "list", "--json");
        var words = await RunAsync(patient, files, "runs", "list");

        said.Failure("few-files").Found.ShouldStartWith($"The process may have {files} files and connections open at once, and needs");
        (other.ExitCode, other.Failure.GetProperty("code").GetString()).ShouldBe((1, "few-files"));
        words.Failed(1, $"The process may have {files} files and connections open at once");
    }

    private static async Task<Outcome> RunAsync(Patient patient, int files, params string[] command)
    {
        using var process = patient.Workspace.Start(
            "prlimit", [$"--nofile={files}:{files}", Path.Combine(AppContext.BaseDirectory, "presage"), .. command]);
        return await Workspace.EndAsync(process);
    }

    [Fact]
    public async Task A_store_of_a_later_form_is_named()
    {
        using var patient = new Patient();
        Make(patient, $"PRAGMA application_id = {0x50736765}; PRAGMA user_version = 1000; CREATE TABLE x (y)");

        (await patient.LookAsync()).Failure("store-too-new").Found.ShouldContain("1000");
    }

    [Fact]
    public async Task A_store_of_another_program_is_named()
    {
        using var patient = new Patient();
        Make(patient, "CREATE TABLE x (y)");

        (await patient.LookAsync()).Failure("store-foreign").Found.ShouldContain(patient.Workspace.Data);
    }

    [Fact]
    public async Task A_damaged_store_is_named()
    {
        using var patient = new Patient();
        Directory.CreateDirectory(patient.Workspace.Data);
        await File.WriteAllTextAsync(
            Path.Combine(patient.Workspace.Data, SqliteStorage.FileName), new string('x', 50_000), TestContext.Current.CancellationToken);

        (await patient.LookAsync()).Failure("store-damaged").Remedy.ShouldNotBeNull().ShouldContain("backup");
    }

    private static void Make(Patient patient, string statements)
    {
        Directory.CreateDirectory(patient.Workspace.Data);
        using var store = new SqliteConnection(
            $"Data Source={Path.Combine(patient.Workspace.Data, SqliteStorage.FileName)};Pooling=False");
        store.Open();
        using var command = store.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
