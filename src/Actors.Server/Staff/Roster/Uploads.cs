using System.Text;
using Actors.Registration.Imports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Server.Staff.Roster;

/// <summary>
/// Receives CSV files. A file is kept in memory, never on the disk, because it is personal data in the clear; so one is imported
/// at a time.
/// </summary>
internal sealed class Uploads : IDisposable
{
    /// <summary>The maximum size of a file: 100,000 rows of a roster have about 20 MB.</summary>
    public const int MaxBytes = 64 << 20;

    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Imports the body of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isDryRun">Whether nothing is written.</param>
    /// <param name="import">Imports a file.</param>
    public async Task<Results<Ok<ImportAnswer>, CsvFindings, ValidationProblem, NotFound, ProblemHttpResult>> ImportAsync(
        HttpRequest request, bool isDryRun, Func<Stream, Task<ImportReport>> import)
    {
        if (!await _gate.WaitAsync(TimeSpan.Zero, request.HttpContext.RequestAborted))
        {
            return TypedResults.Problem(
                "Another file is being imported. Try again when it is done.", statusCode: StatusCodes.Status409Conflict);
        }

        try
        {
            using var file = new MemoryStream();
            await request.Body.CopyToAsync(file, request.HttpContext.RequestAborted);
            file.Position = 0;
            var report = await import(file);
            return CsvFindings.IsWanted(request)
                ? new CsvFindings(report)
                : TypedResults.Ok(ImportAnswer.Of(report, isDryRun));
        }
        catch (CsvFileException exception)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["file"] = [exception.Message] });
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}

/// <summary>Answers with the findings of an import as CSV.</summary>
internal sealed class CsvFindings(ImportReport report) : IResult
{
    private const string Csv = "text/csv";

    /// <summary>Whether the client asks for CSV.</summary>
    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = $"{Csv}; charset=utf-8; header=present";
        var text = new StringWriter();
        await report.WriteFindingsAsync(text);
        await httpContext.Response.WriteAsync(text.ToString(), Encoding.UTF8, httpContext.RequestAborted);
    }
}

/// <summary>Marks endpoints that receive files.</summary>
internal static class UploadEndpoints
{
    /// <summary>Accepts a CSV file as body. The content type keeps forms of other sites out.</summary>
    public static RouteHandlerBuilder AcceptsCsv(this RouteHandlerBuilder endpoint) => endpoint
        .Accepts<string>("text/csv")
        .WithMetadata(new RequestSizeLimitAttribute(Uploads.MaxBytes));
}
