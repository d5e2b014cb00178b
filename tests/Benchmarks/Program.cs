using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Presage.Tests.Benchmarks;
using Presage.Tests.Benchmarks.Comparison;
using Presage.Tests.Benchmarks.Defaults;
using Presage.Tests.Benchmarks.Jobs;
using Presage.Tests.Benchmarks.Processes;

switch (args)
{
    case ["compare", .. var rest]: return CompareCommand.Run(rest);
    case ["defaults", .. var rest]: return DefaultsCommand.Run(rest);
    case ["jobs", .. var rest]: return await JobsCommand.RunAsync(rest);
    case ["processes", .. var rest]: return await ProcessesCommand.RunAsync(rest);
}

// In process: the generated projects of the default toolchain would inherit this repository's build settings.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmark).Assembly).Run(args, config);
return 0;
