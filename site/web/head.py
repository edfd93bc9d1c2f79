"""HEAD: the answer of a GET without its body, as RFC 9110 (9.3.2) has it."""


class HeadMiddleware:
    """Takes the body out of an answer to HEAD and keeps its length. The outermost middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming and response.content:
            length = len(response.content)
            response.content = b""
            response.headers["Content-Length"] = str(length)
        return response
