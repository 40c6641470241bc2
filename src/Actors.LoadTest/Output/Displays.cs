using System.Globalization;
using Actors.LoadTest.Runs;
using Spectre.Console;

namespace Actors.LoadTest.Output;

/// <summary>Shows a bar and a table that change in place, for a terminal.</summary>
internal sealed class TerminalDisplay : ILifeDisplay
{
    private const int BarWidth = 60;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _showing;
    private LiveDisplayContext? _context;

    /// <summary>Starts the display.</summary>
    public TerminalDisplay(IAnsiConsole console)
    {
        _showing = console.Live(new Text("starting the server")).AutoClear(true).StartAsync(context =>
        {
            _context = context;
            return _over.Task;
        });
    }

    /// <inheritdoc/>
    public void Show(LifeStatus status)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        table.AddRow("programme time", Text($"{status.Now:yyyy-MM-dd HH:mm}"));
        table.AddRow("speed", Text($"{status.Speed:N0} times"));
        table.AddRow("people", Text($"{status.Entrants:N0}"));
        table.AddRow("prompts that arrived", Text($"{status.Prompts:N0}"));
        table.AddRow("reports acknowledged", Text($"{status.Reports:N0}"));
        table.AddRow("prompts are late by", Text($"{status.Late.TotalSeconds:N0} s of programme time"));
        table.AddRow("disturbances", Text($"{status.Disturbances:N0}"));
        var bar = new BreakdownChart().Width(BarWidth).HideTags()
            .AddItem("lived", Math.Round(status.Done * 100), Color.Green)
            .AddItem("to live", Math.Round((1 - status.Done) * 100), Color.Grey23);
        _context?.UpdateTarget(new Rows(bar, table));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _showing;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Writes a line every few seconds, for files and pipes.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider wall) : ILifeDisplay
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private long? _last;

    /// <inheritdoc/>
    public void Show(LifeStatus status)
    {
        if (_last is { } last && wall.GetElapsedTime(last) < Every)
        {
            return;
        }

        _last = wall.GetTimestamp();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Done,4:P0} {status.Now:MM-dd HH:mm} at {status.Speed:0}x: {status.Entrants} people, "
            + $"{status.Prompts} prompts, {status.Reports} reports, {status.Late.TotalSeconds:0} s late, "
            + $"{status.Disturbances} disturbances"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
