using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Presage.Tests.Benchmarks;
using Presage.Tests.Benchmarks.Comparison;
using Presage.Tests.Benchmarks.Defaults;
using Presage.Tests.Benchmarks.Jobs;
using Presage.Tests.Benchmarks.Processes;

if (args is ["compare", ..])
    return CompareCommand.Run(args[1..]);

if (args is ["defaults", ..])
    return DefaultsCommand.Run(args[1..]);

if (args is ["jobs", ..])
    return await JobsCommand.RunAsync(args[1..]);

if (args is ["processes", ..])
    return await ProcessesCommand.RunAsync(args[1..]);

// In process: the generated projects of the default toolchain would inherit this repository's build settings.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmark).Assembly).Run(args, config);
return 0;
