___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Proactive Chat for Dynamics 365 Live Chat",
  "categories": [
    "CHAT",
    "PERSONALIZATION",
    "LEAD_GENERATION"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "lcw-proactive-chat",
    "thumbnail": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGAAAABgCAYAAADimHc4AAAQAElEQVR4nOxdC3QVxf3+dnNDghBIokC0JiCvv4JijIgt8i9I8V2ooAVEqKCClIf1FDy+JdWj1aOlFLGtpiCKT7CABJUeWqStRyCABpSiCAgJhWBISBogD3LvdGbv3d2Zfe+9N7k30o9z2Tuzs7O//c033/xmdu8mgBiROWdmdxCMJiAXQkIeCSFPZltCMiSaQbeQJNAtIluaFvL5dGSr1EwP4MopSUArp1QYzlAr1o5X88W04fwIn0c8r51dSnV1dFNGv5TRjDJ6nV+CpKyqWbz4IGKAhCiQef+MfBKSx0mEjKTX1R/qxbAKCSIXp3tN8ZF2NNF8JjpVT6vO15zMw0se1yh8deH6w3mScFhM9u8CQmsIUpbXFC0thU/4aoDsObP7BUnoCXryMdRpkkfm+GK+evGmRjE5lUsb8oX6Yme+N/tDIfbl3aCER+uKXtsDj/DUAFkP3JtHgqGn6Mkm0ANke+aAc6LOHCFtYjqf5pwtZpjLWJXTDCC25ZyZHw/7STP9b0lKKPVXx5YsOQwXuDZApzmzrpMl8g49eeeomBPiyreE5oeI5tU4a36M9pNaSZbGVRct+4uTf1McnT939ixa5TL6tb3OnLB3BCKAu0hJ1Ez+YhSnQHWemgZ4zTcywsQQyTA2iDoDvjpYFGs9+6V0hMht6ZcNONDw2c4dsIFdA0iZv5z1Aq2skH6XeeZoxqpGwYY5hnJm5sBa8zWfaCcQ0xb5ag+JmKMyMDKQAgm0n/lu9FkFlwTqP/t8I7w2QOc5s6ZTUXxCr0y7DF0zNaZYMUfU0PDRkeMF5nCMEiwgJgabmG+wSy8Hx3KJsV/6Yfv8AYcbSnduhwGmHp5x/6yr5BA+okenRqWZbtFCrJpPzNGOds3x0PwWsp/mn6YdYvjxJcs+tm2A7F/OyA3K8nZauotIJGO0QHAGxflxtF+qlNB8efUrb5eru2S+XFCSi3TnE4NGmjVP8AUMaW2/rpmRy4PKHEiwN9zYA7h8e82PXGbS2k+6EEJ9zEGrInPurGG00o+cmcNfBAwXBRNzdArB2jhw5SyIY6nllhpPhAtKdvvpHPbqmqWvb2RZMlf4KXfmQNNAs2aamQNIgjO0fIHQqlsMRmtMB5fm90eOIlbRTnzsZ3tCzSGguRnk9Gn6oVv2PRTizPJvvySFnlSLK0d2mjtzvEzwlhVz1P/Egc1ZM7mr1sokSvOjsj8YBKEfNAcFlRFMYoVTUiDJlMOy7Nt+IpHRNUvfWq0cKRHpZjvmgNNMgTkOmokk0nxf9jPHNzQAjU2QHJwfPif9F6S9g/YKsN7BGsyH/dTxN7OkjMLCdnTnDYBhQUxSmWIRJxOxO4MY42TeOeLJ1WYxabkxdNPKcwNmOMmlCVc8NvtBfUmaTkMKWfRIN4QijUelybP9BNewVCDzxLHBNLPTmRzngzGZsd7kWYLzOzShd2YDemU2Kjl7a9KwrzYdh060A9+llUGejRGBiCy5239e9uTbrwzQxabrdc3kmaEzWmeOoburDCNG5hO1qQ3M1xmoZ+iNQQyNQgyaz8ua3oEMzPdpv/JhzBc9jx4ZjXh5+H7kd6mHFUor22Pahp44UJcmXBtdNQ6bSxvB1f5Q8GY2BuSfyXE+mijzDbbd2rsaG8bstnU+A9vHyrCyPJS6mCR5sR9SfoAmcsTowKyZ+gAmMh9+NJ93ulLQRvMlZ813Zr4/+ykDlUiHJ8DontX4/bAD8IKOqSGlLFOwVfuz9R1sPFBGWsnRfvotk95cITnm7gsLzcR3Ls5XwkzO+d3OasKzV5XDL54ZXI4ceqwKpU46ILvZT3NymARlCgObUTMlC+bHU/M5b0Wj+Wo9fu1XEs1BwZG/+2EZMtPEPC/ISg9i/v8fFDPpOUIh157LGoCknTFxPme/xtAIcjs2Yvj5/0G0GJFbp9QBzmYP9qcFWiPO79MtBzcNyMePLuqP72Vlo2unTujQLg2JxB/WvY9HXn9NS/ehoWasyM1oQvkJ/boIoY0sydZjVsTfAS9xcrRxfp+uOXj6lrEY0e9iJBsa6eyVR+84NABrxE+OZGhpjcwO85RAS8X580aNwX3XXI+2gsagjHgjTGrneUrAKVqwYr7bczvndMzAG9NmYNAFvZDM6No5U0h/UXUWYoWpDkHziTY28ekAr/Wxxvnt6Org8p/PxmV5PZDsuKR7DyG9uzpdmT/JEqICO3ZXVbopX2S+eZ4ixzPOL7rj7jbhfIb+ed2R2aGDlj7VTMmzNxvRgh3bENSfcSAe5ylyvOL8UfkFyqetgF34D/7vIiFv3ubvobohBX5x+ESqciwPJRCJENVpniLHK85/5KafoK1hyo+uEdLHG1Px0Ce58IuHNuUqx/LQ57/O8xQ5HnH+lT17oW/OuWhrGHFpPm4oGCjksTWdO9b3RMWpgOvxrAwr++FBcUAnTFpkyVLzjfMsmZ/O+9J8Lvq5tv8AtFUsnDodF3TrJuQxhw5Z0Q+Ld52D4xaSxPLYPlbG5HywpWhJDGxgZL4+5kqZv5hOTCGlcTFGOIM5b+XM+3D1hf2QbKhtqMfeym9xEe2dZ6W2sy23/2gFrp33KKpP1Fnu79O5HoO6nVS+lxztgK9r21uWCzNdVlzn9bmjgN84X69HGzyU5YVkwwv/2IB5H6yh4SFBeiAVSydOxvUXWc/Ie9Klko+feQ4/W/AbbNv7tWk/c7id01Uo/koJT+ac78SJadlPnC+wn1vVzE2yBnhi3Vo89v57ivMZGppPY/zSIvz1q922x+RkZmHto4WYe/MtaN+unedzMcIyzVduQyre83c/RfYT50cytK26nu/H4JbG7/7+N8z/aL3lvhnL33A8tl0ggIdvHYstzy3A5OEjcHZGhm1ZZZ8i4jIdcFXZsdB8l3mWlHnvPcSv5hvzji8qQjLg1ZJN+MWf33YsU/rA4+iRfTa8gPUgJklldBw5cvy4knduVhbyunTFwN59cM7kCRHecnE+nDU/nKXNzugYEIXm8/Jj2UAJwLul212d34H2VK/OZ2D6PKhPX+VjBasx003zjWNuwEucHz6bhdOJakZisW73F5j29jLXck+NHI14wkuc7zbPkr3E+epWMt3JitSeQHy872tMWrZEG3DtMOXKwZg8aDDiCS9xvts8K2D0odqCeobOfML3AIm7h5sgfFp+ED995SWcDjrfx73l0gLMHz0W8Yd5bccq2nG6n6LPt31ovvF3uNFg/Vf/whtbtyCFRhC3D7wSw/te6Ov4XRWHMWbxH1BvuLNlxMiLB2DxhDvQUvCr+ab7AZFq9NpU2Gm+ZH5uxy/+tOmfmLv6XS395x2f4tcjx+DnQ4Z6On5/VSVGvbwINfX1juWG9u6LZZPuQkvBS5zvNs+SvcT5ehpCY5jkygNKDn4jOF/FQ8UrsWDjX12P/3dtDUa+tAhVJ086lhtI1/vfmjwVLQkvcT5xmWfJrprPjTBE6AnRyc8b27bY7iv8sBgv/H2D7f5q6nTGfNYITrj43POw6u4Zjus/cQEvNzzziff7KfwvZPStKdoRDzZ2q3jisQ/es2yE2vpTGFW0CPuOVToe3+ucLlgzdRYy0tLRGrBkvo/7KXoDOMT5Rs3X0/67wMQrvu9ahjUCL0enTjfh1iUv4Ysjzq9eyKXrOcXTZiObu9XYkvAS57vNs2TPcb4wyZAilcO3Dl2R1wNPe5gQMTlSG+H2V/+ErWUHHMt36ZiB96bNxHmdO6O14CXOd5tnBTzF+QbNNz/l6w8zhgxDU3Oz4mQnsP1vbi/Bnm+POpbrlJ6O96bORM+zu6BV4SHOd5tnydFovhByRTkTvm/YCDx5o/t9ZDfnt09NxWo64PZL0C1RPc6PpF0035gOCDtt4nxe83nmkxgH4tlDhytbpvnRIDUlBSum3IOC3O5IDHxoPmAZbcpe4ny35/NjAWsELz3BCDaDXjbpTgzp1QeJg7/npiIZ2pb1HNlLnO/2fP7JxkbEAr+NwAx/hS4v2N1ibA2cYD9njULzjWOuHI3mG5/Pr6yL/rl6FawRCm8Y6ansgjHjMOqSfCQSR2vCN2hi/X2E7CXOt2K+vgoo4WhtLeIBLwMzWzO6Y9APkGioDRDr/RTZS5xvxXx+AWr7N/sQLzjJ0Zzh13pesGtpbI88PRHr/ZTwTNiH5uvO12d+q7ZtRTzBGuGP4yYqUQ4D27L0Y9fdhGTBqs2botJ8qPsjY25AWFBizgav+Ra/7IAhTQ/YfmAfPjvwDS7rcQHihfEFV+DH/Qco84C+XbuhY1pif9LEo2TPVyjdv09bgFNAzPMpL/dTZC9xvpff4T68/E3EG8zpBbl5SeV8hgeWLvYc5wv5FvMs2Uucb5YfvmHD5TZTTXx5w3p81/Hi+8XYSe9pqIj1fooc/u4c5+vyRMz3QCW90R5+501s3R+/ATnZsO3rPSh883V/mu8yz5LVSpzifK+/w2VPJkxY9Ft8Xl6G7xp20jHutuefoddoeCWNCmId57vNs2T9WPs4389zL1Un6nD9M09i47924buCDTtKcWPho6iuU5+e9h7nu82zpMzpU0hLvVfzxvzLMeu6G/D93n3RFrFlz5dYWLwG6z7dyo2zOqMjGZrzo3nfEW2AOwnUMYBlED3UBC8zmln+36vZu1sOflwwEFf3vxjnZ5+t/ES0Q5JFNicbG+jstgaHjh3DR5+XYm1JCfZXHDEXNEqPVR4xhp6A7s5wnibnSg+II/NdnzWNGFW92P1RQjsEQyHc/9oSvLpxQ9x7rlf7hbRDnE9smK+eN+A1zhcGak7zo14PjxJ19Ob8bb99Hp989SX0npsA+z3G+SbNhzjmysRjnM+nAXUbw3p4FCg7Volhjz+MTXtU53ufp8Tdfm0sAJeG0Bh6wBI+3iraDACG7iFEO2KcrzGHGJmja77IHOc42Q9KaAw+bv5zqD11EjzzE2m/lzgfgOM8S4aPOF8/qSRUroVaHFFMTiYG7fSBFZs+xk1P/wr/qVedH908pUXs13oCERpdlDUz89XTtcr7gsIFLTTTBWxiV0hn14s+fF+rV5Mbzd4E2s8xmksKmq8Xt55ntej7grSzW8XJLjhFb3NOeXEB1tNJUDK8/99kvyntHO3Y2dVi7wvSMwyaadxvgX9XVWHs/Gex+9AhmJgD3XhYaX5r2R+l5hvtZ1FQrZtmtsh7QW3wKV3MG/r4Q9T55Zaaycfpgr2tbT+JTvNF+6Va1gMqaKKzFXPgRzONF2GnmQ4ytLpkM6a/9CKalLcZ+rsfkQj7rTTfmfmi/TSnQqaLexWJiJMPVn4r1PH0yhW46/cLlUcW7ZnDO9uo+a1rPwg/4IePd2e+aD/NqpAjPaDV4+R5y99Snicqp2svExfOx2/WrLJkDsA52UrzJQvmt4L9XjXfyX6armATsVKaOc4uWnBdG4EhzW8j+VZrI2u2bkHx1hL3aAHG6MGe+a1pv+5URG+/JJeyQXhdVJrJd0cDc/huqg14elLQGuJrBwAAAvBJREFUTNgwR2dK247znewPBk+vk2uKlu6gOYd8aybPJLVSU7Sg12OnmbDTTGKj+dDt1NO6XW3Ffro5XLP6gx1ypMzf4qaZ0M8WjzjZpPnqfgka85M5zrezn94DYD+OIOF7wpK8jq9c63YcIQSj+TQhLRgnG5kDQUOh1ZOscb69/VKISj84E7Om/qyUlrnU0lh2sDHL8qJg1lZDOXG3yhycUX+njKY/qV659ipWg/YjPSkUejB8LmKtmUZjNKaAS/P7rTXTT5zc1uN8O/vlEB7R/A4OWXdP2kjrGcrnmdkEa4YIUYRqrZqwZ476n7iAxRvm/L4d4YRebE20/YT8pWr1Wu2l2sIbq6VgYBItU2lrJG8sl5+I9/8ni+b7sZ9ujhE5eDdvlgQDsu6cNITmbqCHpLpqKzF9cS2naSZgrZHcAUafwo/meynXivbTMuytIkOrV63dxFdteme78vduCe4Vuntk+784P3r7Ke4xOp/B8kXJDZ/t3Na+YAD73edAQRs54+01E5rx4d0STMyBTZzMHWcd5/MM42QD4nnFjMTbT/Esdf7zsIDtXy04vvj16XQzkV580//i/KjtbyIhMr5qVfGDsIEEF2RPmTiYVr6Cfj1PED+ri4V9tHDm/T1icoRI0pjqlcWb4QDXd7XXl+4sT+t3ySu0ZCplzuX0LCnqxejMkTjjVa01xL98tCCJTFEZLsbNXD507+nMVH1n1nb1BFqcr9ppkJ2WsR9NVFYWNjeRcTVr1u6FC1x7AI/MyeN7SJB/Tc8yLnxW1TH2zPEdJwM8tbQyquab4CXPUfPjZH+4LZaHkPJgzerVB+ARvhpARebkCfkSIWOpUaPo6fvzzDGthxMH5tiW87Geb9R6i3w/z2r6th9kF5Wn4iAJvkNXN0vhE1E1gNAYd03oLjeR0XR170JqVh6tMI8oWynDUiPDXgFgZJKe70nzvZQjpi+u5TTNh0HjCeposoxmlNEdZTR/VxDBNTUrPziIGPBfAAAA//9alAt9AAAABklEQVQDAAkLydBb1HXWAAAAAElFTkSuQmCC"
  },
  "description": "Invites visitors to a live chat at the right moment: your rules decide when, an available agent is made sure of first, and every step is reported to your data layer.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "GROUP",
    "name": "widgetGroup",
    "displayName": "Chat widget",
    "groupStyle": "ZIPPY_OPEN",
    "subParams": [
      {
        "type": "SELECT",
        "name": "widgetSource",
        "displayName": "Widget",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "auto",
            "displayValue": "Detect: Microsoft\u0027s widget if the page has it, else the built-in one"
          },
          {
            "value": "on-page",
            "displayValue": "Microsoft\u0027s widget, already on the page"
          },
          {
            "value": "microsoft",
            "displayValue": "Microsoft\u0027s widget, added by this tag"
          },
          {
            "value": "built-in",
            "displayValue": "The built-in widget"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "auto",
        "alwaysInSummary": true,
        "help": "Both widgets talk to the same Dynamics 365 Omnichannel organization. Choose \"already on the page\" if another tag or the page\u0027s own HTML adds Microsoft\u0027s widget."
      },
      {
        "type": "GROUP",
        "name": "idsGroup",
        "displayName": "Organization and widget ids",
        "groupStyle": "NO_ZIPPY",
        "subParams": [
          {
            "type": "TEXT",
            "name": "appId",
            "displayName": "App id",
            "simpleValueType": true,
            "valueHint": "00000000-0000-0000-0000-000000000000",
            "help": "The value of data-app-id in the widget snippet that the Omnichannel admin app shows.",
            "valueValidators": [
              {
                "type": "NON_EMPTY",
                "errorMessage": "Copy the value of data-app-id from the widget snippet."
              },
              {
                "type": "REGEX",
                "args": [
                  "^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\\{\\{.+\\}\\})$"
                ],
                "errorMessage": "An app id is a GUID, or a variable that returns one."
              }
            ]
          },
          {
            "type": "TEXT",
            "name": "orgId",
            "displayName": "Organization id",
            "simpleValueType": true,
            "valueHint": "00000000-0000-0000-0000-000000000000",
            "help": "The value of data-org-id in the widget snippet.",
            "valueValidators": [
              {
                "type": "NON_EMPTY",
                "errorMessage": "Copy the value of data-org-id from the widget snippet."
              },
              {
                "type": "REGEX",
                "args": [
                  "^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\\{\\{.+\\}\\})$"
                ],
                "errorMessage": "An organization id is a GUID, or a variable that returns one."
              }
            ]
          },
          {
            "type": "TEXT",
            "name": "orgUrl",
            "displayName": "Organization URL",
            "simpleValueType": true,
            "valueHint": "https://example.omnichannelengagementhub.com",
            "help": "The value of data-org-url in the widget snippet. For trials against the embedded service on your own machine, http://127.0.0.1 with a port is accepted.",
            "valueValidators": [
              {
                "type": "NON_EMPTY",
                "errorMessage": "Copy the value of data-org-url from the widget snippet."
              },
              {
                "type": "REGEX",
                "args": [
                  "^(https://[^\\s/?#]+/?|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?/?|\\{\\{.+\\}\\})$"
                ],
                "errorMessage": "Enter the https address of the organization without a path, or a variable that returns it."
              }
            ]
          }
        ],
        "enablingConditions": [
          {
            "paramName": "widgetSource",
            "paramValue": "on-page",
            "type": "NOT_EQUALS"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "scriptUrl",
        "displayName": "URL of the widget script",
        "simpleValueType": true,
        "defaultValue": "https://oc-cdn-ocprod.azureedge.net/livechatwidget/scripts/LiveChatBootstrapper.js",
        "help": "The value of src in the widget snippet. The tag adds the snippet\u0027s script element to pages that have none, once functional storage is allowed.",
        "valueValidators": [
          {
            "type": "NON_EMPTY",
            "errorMessage": "Copy the value of src from the widget snippet."
          },
          {
            "type": "REGEX",
            "args": [
              "^(https://[^\\s/?#]+/[^\\s]+|\\{\\{.+\\}\\})$"
            ],
            "errorMessage": "Enter the https address of the script, or a variable that returns it."
          }
        ],
        "enablingConditions": [
          {
            "paramName": "widgetSource",
            "paramValue": "microsoft",
            "type": "EQUALS"
          }
        ]
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "rulesGroup",
    "displayName": "Invitation rules",
    "groupStyle": "ZIPPY_OPEN",
    "subParams": [
      {
        "type": "RADIO",
        "name": "rulesSource",
        "displayName": "Where is the rule set?",
        "simpleValueType": true,
        "defaultValue": "inline",
        "radioItems": [
          {
            "value": "inline",
            "displayValue": "Pasted here",
            "subParams": [
              {
                "type": "TEXT",
                "name": "rulesJson",
                "displayName": "Rule set (JSON)",
                "simpleValueType": true,
                "lineCount": 14,
                "valueHint": "{ \"formatVersion\": 1, \"id\": \"my-rules\", \"rules\": [] }",
                "help": "The text counts into the size of the container, once for every tag that holds it. Above some 20 kB use a URL.",
                "valueValidators": [
                  {
                    "type": "NON_EMPTY",
                    "errorMessage": "Paste the rule set."
                  }
                ]
              }
            ]
          },
          {
            "value": "variable",
            "displayValue": "In a variable",
            "subParams": [
              {
                "type": "SELECT",
                "name": "rulesVariable",
                "displayName": "Variable that returns the rule set",
                "macrosInSelect": true,
                "selectItems": [],
                "notSetText": "Choose a variable",
                "simpleValueType": true,
                "help": "The variable may return the rule set as an object or as JSON text.",
                "valueValidators": [
                  {
                    "type": "NON_EMPTY",
                    "errorMessage": "Choose a variable."
                  }
                ]
              }
            ]
          },
          {
            "value": "url",
            "displayValue": "In a file that the page loads",
            "subParams": [
              {
                "type": "TEXT",
                "name": "rulesUrl",
                "displayName": "URL of the rule set",
                "simpleValueType": true,
                "valueHint": "https://www.example.com/chat-rules.json",
                "help": "An https address, or a path on the site that begins with a slash. A file on another host must allow your site to read it (CORS). It is loaded without cookies.",
                "valueValidators": [
                  {
                    "type": "NON_EMPTY",
                    "errorMessage": "Enter the address of the rule set."
                  },
                  {
                    "type": "REGEX",
                    "args": [
                      "^(https://[^\\s]+|/([^\\s/][^\\s]*)?|\\{\\{.+\\}\\})$"
                    ],
                    "errorMessage": "Enter an https address, a path that begins with one slash, or a variable."
                  }
                ]
              }
            ]
          }
        ]
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "invitationsGroup",
    "displayName": "Invitations",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "TEXT",
        "name": "excludePaths",
        "displayName": "Never invite on these paths",
        "simpleValueType": true,
        "textAsList": true,
        "lineCount": 4,
        "valueHint": "/checkout/**",
        "help": "One path a line; * stands for one part of a path, ** for any number of parts."
      },
      {
        "type": "GROUP",
        "name": "looksGroup",
        "displayName": "Looks of the built-in widget",
        "groupStyle": "NO_ZIPPY",
        "subParams": [
          {
            "type": "SELECT",
            "name": "position",
            "displayName": "Corner",
            "macrosInSelect": false,
            "selectItems": [
              {
                "value": "bottom-end",
                "displayValue": "At the end of the line: right, where people read from left to right"
              },
              {
                "value": "bottom-start",
                "displayValue": "At the start of the line"
              }
            ],
            "simpleValueType": true,
            "defaultValue": "bottom-end",
            "help": "Where invitation, chat button and chat window of the built-in widget stand. Microsoft\u0027s widget has its own settings."
          },
          {
            "type": "TEXT",
            "name": "colorOverride",
            "displayName": "Colour",
            "simpleValueType": true,
            "valueHint": "#0f766e",
            "help": "CSS colour of buttons and of the visitor\u0027s messages. The colours of texts follow from it.",
            "valueValidators": [
              {
                "type": "REGEX",
                "args": [
                  "^(#[0-9a-fA-F]{3,8}|[a-z]+(\\([^;{}]*\\))?|\\{\\{.+\\}\\})$"
                ],
                "errorMessage": "Enter a CSS colour such as #0f766e, or a variable that returns one."
              }
            ]
          },
          {
            "type": "TEXT",
            "name": "language",
            "displayName": "Language",
            "simpleValueType": true,
            "valueHint": "de",
            "help": "Language of invitation and chat window. Empty: that of the page.",
            "valueValidators": [
              {
                "type": "REGEX",
                "args": [
                  "^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|\\{\\{.+\\}\\})$"
                ],
                "errorMessage": "Enter a language tag such as en or de-AT, or a variable that returns one."
              }
            ]
          }
        ],
        "enablingConditions": [
          {
            "paramName": "widgetSource",
            "paramValue": "auto",
            "type": "EQUALS"
          },
          {
            "paramName": "widgetSource",
            "paramValue": "built-in",
            "type": "EQUALS"
          }
        ]
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "consentGroup",
    "displayName": "Consent",
    "groupStyle": "ZIPPY_OPEN",
    "subParams": [
      {
        "type": "SELECT",
        "name": "consentFrom",
        "displayName": "Who knows whether the visitor consents?",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "google",
            "displayValue": "Google consent mode"
          },
          {
            "value": "page",
            "displayValue": "The page tells: nothing is stored until it does"
          },
          {
            "value": "granted",
            "displayValue": "Consent is not asked on this site"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "google",
        "help": "Google consent mode treats a purpose that nobody has set as granted. If your consent banner does not use consent mode, choose the second entry and push consent entries to the queue (see the documentation)."
      },
      {
        "type": "RADIO",
        "name": "whenDenied",
        "displayName": "Without consent to functional storage",
        "simpleValueType": true,
        "defaultValue": "wait",
        "radioItems": [
          {
            "value": "wait",
            "displayValue": "Wait: invite nobody until it is given"
          },
          {
            "value": "memory",
            "displayValue": "Invite, but remember nothing beyond the page"
          }
        ],
        "enablingConditions": [
          {
            "paramName": "consentFrom",
            "paramValue": "granted",
            "type": "NOT_EQUALS"
          }
        ]
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "analyticsGroup",
    "displayName": "Analytics",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "TEXT",
        "name": "dataLayerName",
        "displayName": "Data layer name",
        "simpleValueType": true,
        "defaultValue": "dataLayer",
        "help": "Chat and invitation events are pushed to this array. Change it only if your Tag Manager snippet names another one.",
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^([A-Za-z_$][A-Za-z0-9_$]*|\\{\\{.+\\}\\})$"
            ],
            "errorMessage": "Enter the name of a JavaScript variable, such as dataLayer."
          }
        ]
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "eventNames",
        "displayName": "Events under other names",
        "simpleTableColumns": [
          {
            "type": "SELECT",
            "name": "event",
            "displayName": "Event",
            "macrosInSelect": true,
            "selectItems": [
              {
                "value": "proactive_chat_suppressed",
                "displayValue": "proactive_chat_suppressed"
              },
              {
                "value": "proactive_chat_held_out",
                "displayValue": "proactive_chat_held_out"
              },
              {
                "value": "proactive_chat_invited",
                "displayValue": "proactive_chat_invited"
              },
              {
                "value": "proactive_chat_accepted",
                "displayValue": "proactive_chat_accepted"
              },
              {
                "value": "proactive_chat_declined",
                "displayValue": "proactive_chat_declined"
              },
              {
                "value": "proactive_chat_dismissed",
                "displayValue": "proactive_chat_dismissed"
              },
              {
                "value": "proactive_chat_expired",
                "displayValue": "proactive_chat_expired"
              },
              {
                "value": "proactive_chat_withdrawn",
                "displayValue": "proactive_chat_withdrawn"
              },
              {
                "value": "proactive_chat_failed",
                "displayValue": "proactive_chat_failed"
              },
              {
                "value": "proactive_chat_goal",
                "displayValue": "proactive_chat_goal"
              },
              {
                "value": "lcw_ready",
                "displayValue": "lcw_ready"
              },
              {
                "value": "lcw_error",
                "displayValue": "lcw_error"
              },
              {
                "value": "lcw_start_chat",
                "displayValue": "lcw_start_chat"
              },
              {
                "value": "lcw_close_chat",
                "displayValue": "lcw_close_chat"
              },
              {
                "value": "lcw_chat_queued",
                "displayValue": "lcw_chat_queued"
              },
              {
                "value": "lcw_chat_retrieved",
                "displayValue": "lcw_chat_retrieved"
              },
              {
                "value": "lcw_on_close",
                "displayValue": "lcw_on_close"
              },
              {
                "value": "lcw_on_minimize",
                "displayValue": "lcw_on_minimize"
              },
              {
                "value": "lcw_on_maximize",
                "displayValue": "lcw_on_maximize"
              },
              {
                "value": "lcw_on_message_received",
                "displayValue": "lcw_on_message_received"
              },
              {
                "value": "lcw_on_message_sent",
                "displayValue": "lcw_on_message_sent"
              },
              {
                "value": "lcw_thread_update",
                "displayValue": "lcw_thread_update"
              },
              {
                "value": "lcw_get_agent_availability",
                "displayValue": "lcw_get_agent_availability"
              }
            ],
            "defaultValue": "lcw_chat_queued",
            "isUnique": false
          },
          {
            "type": "TEXT",
            "name": "name",
            "displayName": "Name in the data layer",
            "defaultValue": "",
            "valueHint": "generate_lead",
            "isUnique": false,
            "valueValidators": [
              {
                "type": "NON_EMPTY",
                "errorMessage": "Enter the name."
              },
              {
                "type": "REGEX",
                "args": [
                  "^((?!(firebase|ga|google)_)[A-Za-z][A-Za-z0-9_]{0,39}|\\{\\{.+\\}\\})$"
                ],
                "errorMessage": "Enter a name that GA4 takes: up to 40 letters, digits and _, beginning with a letter, not with ga_, google_ or firebase_. Or a variable that returns one."
              }
            ]
          }
        ],
        "newRowButtonText": "Add a name",
        "help": "An event with a row is pushed under the name of the row instead of its own; with several rows, under each of their names. So lcw_chat_queued with the rows lcw_chat_queued and generate_lead counts a chat as a lead beside its own event. The container that comes with the template and the report know the events\u0027 own names only."
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "eventsLeftOut",
        "displayName": "Events that are not pushed",
        "simpleTableColumns": [
          {
            "type": "SELECT",
            "name": "event",
            "displayName": "Event",
            "macrosInSelect": true,
            "selectItems": [
              {
                "value": "proactive_chat_suppressed",
                "displayValue": "proactive_chat_suppressed"
              },
              {
                "value": "proactive_chat_held_out",
                "displayValue": "proactive_chat_held_out"
              },
              {
                "value": "proactive_chat_invited",
                "displayValue": "proactive_chat_invited"
              },
              {
                "value": "proactive_chat_accepted",
                "displayValue": "proactive_chat_accepted"
              },
              {
                "value": "proactive_chat_declined",
                "displayValue": "proactive_chat_declined"
              },
              {
                "value": "proactive_chat_dismissed",
                "displayValue": "proactive_chat_dismissed"
              },
              {
                "value": "proactive_chat_expired",
                "displayValue": "proactive_chat_expired"
              },
              {
                "value": "proactive_chat_withdrawn",
                "displayValue": "proactive_chat_withdrawn"
              },
              {
                "value": "proactive_chat_failed",
                "displayValue": "proactive_chat_failed"
              },
              {
                "value": "proactive_chat_goal",
                "displayValue": "proactive_chat_goal"
              },
              {
                "value": "lcw_ready",
                "displayValue": "lcw_ready"
              },
              {
                "value": "lcw_error",
                "displayValue": "lcw_error"
              },
              {
                "value": "lcw_start_chat",
                "displayValue": "lcw_start_chat"
              },
              {
                "value": "lcw_close_chat",
                "displayValue": "lcw_close_chat"
              },
              {
                "value": "lcw_chat_queued",
                "displayValue": "lcw_chat_queued"
              },
              {
                "value": "lcw_chat_retrieved",
                "displayValue": "lcw_chat_retrieved"
              },
              {
                "value": "lcw_on_close",
                "displayValue": "lcw_on_close"
              },
              {
                "value": "lcw_on_minimize",
                "displayValue": "lcw_on_minimize"
              },
              {
                "value": "lcw_on_maximize",
                "displayValue": "lcw_on_maximize"
              },
              {
                "value": "lcw_on_message_received",
                "displayValue": "lcw_on_message_received"
              },
              {
                "value": "lcw_on_message_sent",
                "displayValue": "lcw_on_message_sent"
              },
              {
                "value": "lcw_thread_update",
                "displayValue": "lcw_thread_update"
              },
              {
                "value": "lcw_get_agent_availability",
                "displayValue": "lcw_get_agent_availability"
              }
            ],
            "defaultValue": "proactive_chat_suppressed",
            "isUnique": true
          }
        ],
        "newRowButtonText": "Add an event",
        "help": "All others are. Without proactive_chat_suppressed the report cannot say why nobody was invited."
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "advancedGroup",
    "displayName": "Advanced",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "SELECT",
        "name": "engineSource",
        "displayName": "Engine",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "cdn",
            "displayValue": "Load it from jsDelivr, in the version of this template"
          },
          {
            "value": "page",
            "displayValue": "It is already on the page (self-hosted)"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "cdn"
      },
      {
        "type": "SELECT",
        "name": "debug",
        "displayName": "Write decisions to the console",
        "macrosInSelect": false,
        "selectItems": [
          {
            "value": "preview",
            "displayValue": "In preview mode"
          },
          {
            "value": "always",
            "displayValue": "Always"
          },
          {
            "value": "never",
            "displayValue": "Never"
          }
        ],
        "simpleValueType": true,
        "defaultValue": "preview"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const addConsentListener = require('addConsentListener');
const copyFromWindow = require('copyFromWindow');
const createQueue = require('createQueue');
const getContainerVersion = require('getContainerVersion');
const getType = require('getType');
const injectScript = require('injectScript');
const isConsentGranted = require('isConsentGranted');
const JSON = require('JSON');
const Object = require('Object');
const log = require('logToConsole');
const queryPermission = require('queryPermission');
const templateStorage = require('templateStorage');

const ENGINE_URL = 'https://cdn.jsdelivr.net/npm/lcw-proactive-chat@0.1.0/dist/proactive-chat.js';
const QUEUE = 'lcwProactiveChat';
const DATA_LAYER = 'dataLayer';
const GUID = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
const ORG_URL = '^(https://[^\\s/?#]+/?|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?/?)$';
const SCRIPT_URL = '^https://[^\\s/?#]+/[^\\s]+$';
const RULES_URL = '^(https://[^\\s]+|/([^\\s/][^\\s]*)?)$';
const COLOR = '^(#[0-9a-fA-F]{3,8}|[a-z]+(\\([^;{}]*\\))?)$';
const LANGUAGE = '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$';
const EVENT = '^(proactive_chat|lcw)_[a-z_]+$';
const EVENT_NAME = '^(?!(firebase|ga|google)_)[A-Za-z][A-Za-z0-9_]{0,39}$';
const GLOBAL_NAME = '^[A-Za-z_$][A-Za-z0-9_$]*$';

const stop = (reason) => {
  log('Proactive chat did not start: ' + reason + '.');
  data.gtmOnFailure();
};

const textOf = (value) => getType(value) === 'string' ? value.trim() : '';
const matches = (text, pattern) => text.match(pattern) ? true : false;

// The first objection found; the form's own validators do not see what a variable returns.
let objection;
const refuse = (reason) => {
  objection = objection || reason;
};

const readLooks = () => {
  const options = {};
  const color = textOf(data.colorOverride);
  const language = textOf(data.language);
  if (data.position === 'bottom-start') {
    options.position = 'bottom-start';
  }
  if (color !== '') {
    options.colorOverride = color;
    if (!matches(color, COLOR)) {
      refuse('the colour is not a CSS colour such as #0f766e');
    }
  }
  if (language !== '') {
    options.language = language;
    if (!matches(language, LANGUAGE)) {
      refuse('the language is not a language tag such as en or de-AT');
    }
  }
  return options;
};

const readWidget = () => {
  if (data.widgetSource === 'on-page') {
    return {source: 'microsoft'};
  }
  const appId = textOf(data.appId);
  const orgId = textOf(data.orgId);
  const orgUrl = textOf(data.orgUrl);
  if (!matches(appId, GUID)) {
    refuse('the app id is not a GUID');
  }
  if (!matches(orgId, GUID)) {
    refuse('the organization id is not a GUID');
  }
  if (!matches(orgUrl, ORG_URL)) {
    refuse('the organization URL is not an https address without a path');
  }
  const widget = {source: data.widgetSource || 'auto', appId: appId, orgId: orgId, orgUrl: orgUrl};
  if (data.widgetSource === 'microsoft') {
    widget.scriptUrl = textOf(data.scriptUrl);
    if (!matches(widget.scriptUrl, SCRIPT_URL)) {
      refuse('the URL of the widget script is not an https address');
    }
    return widget;
  }
  const options = readLooks();
  if (Object.keys(options).length > 0) {
    widget.options = options;
  }
  return widget;
};

const readRuleSet = (raw) => {
  const value = getType(raw) === 'string' ? JSON.parse(raw) : raw;
  if (getType(value) !== 'object') {
    refuse('the rule set is not a JSON object; look for a missing comma, quote or bracket');
  } else if (getType(value.rules) !== 'array') {
    refuse('the rule set has no list named "rules"');
  }
  return value;
};

const readRulesUrl = () => {
  const url = textOf(data.rulesUrl);
  if (!matches(url, RULES_URL)) {
    refuse('the URL of the rule set is neither an https address nor a path on this site');
  }
  return url;
};

const readDataLayer = () => {
  const name = textOf(data.dataLayerName) || DATA_LAYER;
  if (!matches(name, GLOBAL_NAME)) {
    refuse('the data layer name is not the name of a variable');
  }
  // A name of the user's own is beyond the permissions of a template; of such a one the engine complains.
  if (name === DATA_LAYER) {
    const layerType = getType(copyFromWindow(DATA_LAYER));
    if (layerType !== 'undefined' && layerType !== 'array') {
      refuse('window.dataLayer is not an array, so the events have nowhere to go');
    }
  }
  return name;
};

const readEvent = (row) => {
  const event = textOf(row.event);
  if (!matches(event, EVENT)) {
    refuse('"' + event + '" is not one of the events that can be renamed or left out');
  }
  return event;
};

// By the event, the names it is pushed under instead of its own; none if it is left out.
const readEvents = () => {
  const events = {};
  (data.eventNames || []).forEach((row) => {
    const event = readEvent(row);
    const name = textOf(row.name);
    if (!matches(name, EVENT_NAME)) {
      refuse('"' + name + '" is not a name that GA4 takes for ' + event);
    }
    events[event] = (events[event] || []).concat(name);
  });
  (data.eventsLeftOut || []).forEach((row) => {
    const event = readEvent(row);
    if (events[event] && events[event].length > 0) {
      refuse(event + ' has another name and is left out; remove one of the two rows');
    }
    events[event] = [];
  });
  return events;
};

const readAnalytics = () => {
  const analytics = {dataLayer: readDataLayer()};
  const events = readEvents();
  if (Object.keys(events).length > 0) {
    analytics.events = events;
  }
  return analytics;
};

const readPaths = () => {
  const raw = data.excludePaths;
  const lines = getType(raw) === 'array' ? raw : textOf(raw).split('\n');
  return lines.map(textOf).filter((line) => line !== '');
};

const inPreview = () => {
  const container = getContainerVersion();
  return container.previewMode || container.debugMode ? true : false;
};

// Phases of this page: nothing yet, 'queued' (init is in the queue), 'failed' (queued, but the download failed).
const phase = templateStorage.getItem('phase');

// Rules that are fetched can fail after the engine has come, which has then said why in the console.
const awaitRules = () => createQueue(QUEUE)({
  command: 'whenLoaded',
  callback: (failure) => failure ? data.gtmOnFailure() : data.gtmOnSuccess()
});

const loadEngine = () => {
  if (data.engineSource === 'page') {
    return data.gtmOnSuccess();
  }
  injectScript(ENGINE_URL, data.rulesSource === 'url' ? awaitRules : data.gtmOnSuccess, () => {
    templateStorage.setItem('phase', 'failed');
    stop('the engine could not be downloaded from ' + ENGINE_URL);
  }, ENGINE_URL);
};

const start = () => {
  const consent = {functionality: true, personalization: true, analytics: true};
  const followsGoogle = data.consentFrom !== 'page' && data.consentFrom !== 'granted';
  if (followsGoogle) {
    consent.functionality = isConsentGranted('functionality_storage');
    consent.personalization = isConsentGranted('personalization_storage');
    consent.analytics = isConsentGranted('analytics_storage');
  }
  const allGranted = consent.functionality && consent.personalization && consent.analytics;

  const config = {
    widget: readWidget(),
    consent: {
      default: data.consentFrom !== 'page' && allGranted ? 'granted' : 'ask',
      whenDenied: data.whenDenied === 'memory' ? 'memory' : 'wait'
    },
    analytics: readAnalytics(),
    excludePaths: readPaths(),
    debug: data.debug === 'always' || (data.debug !== 'never' && inPreview())
  };
  if (data.rulesSource === 'url') {
    config.ruleSetUrl = readRulesUrl();
  } else {
    config.ruleSet = readRuleSet(data.rulesSource === 'variable' ? data.rulesVariable : data.rulesJson);
  }
  if (objection) {
    return stop(objection);
  }

  const send = createQueue(QUEUE);
  const sendConsent = (purposes) => send({command: 'consent', purposes: purposes});
  // Only the purpose that changed: a word about the others could be read as an answer that nobody has given.
  const follow = (type, purpose) => addConsentListener(type, (changed, granted) => {
    const purposes = {};
    purposes[purpose] = granted;
    sendConsent(purposes);
  });

  templateStorage.setItem('phase', 'queued');
  send({command: 'init', protocol: 1, config: config});
  if (followsGoogle) {
    // All granted may also mean that nobody has set anything: that is a default, not an answer of the visitor.
    if (!allGranted) {
      sendConsent(consent);
    }
    follow('functionality_storage', 'functionality');
    follow('personalization_storage', 'personalization');
    follow('analytics_storage', 'analytics');
  }
  loadEngine();
};

if (!queryPermission('access_globals', 'readwrite', QUEUE)) {
  return stop('this page does not permit the template to use window.' + QUEUE);
}
if (data.engineSource !== 'page' && !queryPermission('inject_script', ENGINE_URL)) {
  return stop('this page does not permit the template to load ' + ENGINE_URL);
}
const queueType = getType(copyFromWindow(QUEUE));
if (queueType !== 'undefined' && queueType !== 'array') {
  return stop('window.' + QUEUE + ' is not an array, so another script uses that name');
}
if (phase === 'queued') {
  createQueue(QUEUE)({command: 'routeChange'});
  return data.gtmOnSuccess();
}
if (phase === 'failed') {
  // The configuration is still in the queue; only the download has to be repeated.
  templateStorage.setItem('phase', 'queued');
  return loadEngine();
}
start();


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "logging",
        "versionId": "1"
      },
      "param": [
        {
          "key": "environments",
          "value": {
            "type": 1,
            "string": "debug"
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "lcwProactiveChat"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "dataLayer"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://cdn.jsdelivr.net/npm/lcw-proactive-chat@0.1.0/dist/proactive-chat.js"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "functionality_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "personalization_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_template_storage",
        "versionId": "1"
      },
      "param": []
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "read_container_data",
        "versionId": "1"
      },
      "param": []
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
  - name: Queues the configuration and loads the engine once
    code: |-
      recordQueue();
      runCode(base);
      assertApi('injectScript').wasCalled();
      assertThat(sent).isEqualTo([{command: 'init', protocol: 1, config: expected}]);
      assertApi('gtmOnSuccess').wasCalled();
      assertApi('gtmOnFailure').wasNotCalled();
  - name: Second firing sends only a route change
    code: |-
      recordQueue();
      runCode(base);
      runCode(base);
      assertThat(sent.length).isEqualTo(2);
      assertThat(sent[1]).isEqualTo({command: 'routeChange'});
      assertThat(loads.length).isEqualTo(1);
      assertApi('gtmOnSuccess').wasCalled();
      assertApi('gtmOnFailure').wasNotCalled();
  - name: Works with the real queue and the declared permissions
    code: |-
      const copyFromWindow = require('copyFromWindow');
      runCode(base);
      runCode(base);
      const queue = copyFromWindow('lcwProactiveChat');
      assertThat(queue[queue.length - 2].command).isEqualTo('init');
      assertThat(queue[queue.length - 2].config.ruleSet).isEqualTo(ruleSet);
      assertThat(queue[queue.length - 1]).isEqualTo({command: 'routeChange'});
      assertApi('gtmOnFailure').wasNotCalled();
  - name: Broken rules fail and load nothing
    code: |-
      recordQueue();
      base.rulesJson = '{"id":';
      runCode(base);
      assertRefused('rule set');
  - name: A list instead of a rule set fails
    code: |-
      recordQueue();
      base.rulesJson = '[]';
      runCode(base);
      assertRefused('rule set');
  - name: A rule set without rules fails
    code: |-
      recordQueue();
      base.rulesJson = '{"id": "shop"}';
      runCode(base);
      assertRefused('"rules"');
  - name: An empty list of rules is valid
    code: |-
      recordQueue();
      base.rulesJson = '{"id": "shop", "rules": []}';
      runCode(base);
      assertThat(sent[0].config.ruleSet).isEqualTo({id: 'shop', rules: []});
      assertApi('gtmOnSuccess').wasCalled();
  - name: Rules from a variable that returns an object
    code: |-
      recordQueue();
      base.rulesSource = 'variable';
      base.rulesVariable = ruleSet;
      runCode(base);
      assertThat(sent[0].config).isEqualTo(expected);
  - name: Rules from a variable that returns text
    code: |-
      recordQueue();
      base.rulesSource = 'variable';
      base.rulesVariable = JSON.stringify(ruleSet);
      runCode(base);
      assertThat(sent[0].config).isEqualTo(expected);
  - name: Rules from a variable that returns nothing
    code: |-
      recordQueue();
      base.rulesSource = 'variable';
      runCode(base);
      assertRefused('rule set');
  - name: Rules from a URL are left to the engine
    code: |-
      recordQueue();
      base.rulesSource = 'url';
      base.rulesUrl = ' /chat-rules.json ';
      runCode(base);
      assertThat(sent[0].config.ruleSetUrl).isEqualTo('/chat-rules.json');
      assertThat(sent[0].config.ruleSet).isUndefined();
      sent[1].callback(null);
  - name: Rules from a URL complete the tag once they have been read
    code: |-
      recordQueue();
      base.rulesSource = 'url';
      base.rulesUrl = '/chat-rules.json';
      runCode(base);
      assertApi('gtmOnSuccess').wasNotCalled();
      assertThat(sent[1].command).isEqualTo('whenLoaded');
      sent[1].callback(null);
      assertApi('gtmOnSuccess').wasCalled();
      assertApi('gtmOnFailure').wasNotCalled();
      assertThat(logs).isEqualTo([]);
  - name: Rules from a URL that does not answer fail
    code: |-
      recordQueue();
      base.rulesSource = 'url';
      base.rulesUrl = '/chat-rules.json';
      runCode(base);
      sent[1].callback('assets_unavailable');
      assertApi('gtmOnFailure').wasCalled();
      assertApi('gtmOnSuccess').wasNotCalled();
  - name: A URL of rules without https fails
    code: |-
      recordQueue();
      base.rulesSource = 'url';
      base.rulesUrl = 'http://shop.example/rules.json';
      runCode(base);
      assertRefused('URL of the rule set');
  - name: A protocol-relative URL of rules fails
    code: |-
      recordQueue();
      base.rulesSource = 'url';
      base.rulesUrl = '//shop.example/rules.json';
      runCode(base);
      assertRefused('URL of the rule set');
  - name: An app id that is not a GUID fails
    code: |-
      recordQueue();
      base.appId = 'my-app';
      runCode(base);
      assertRefused('app id');
  - name: An organization id that a variable left empty fails
    code: |-
      recordQueue();
      base.orgId = undefined;
      runCode(base);
      assertRefused('organization id');
  - name: An organization URL with a path fails
    code: |-
      recordQueue();
      base.orgUrl = 'https://org.example/chat?x=1';
      runCode(base);
      assertRefused('organization URL');
  - name: A widget already on the page needs no ids
    code: |-
      recordQueue();
      runCode({widgetSource: 'on-page', rulesSource: 'inline', rulesJson: base.rulesJson});
      assertThat(sent[0].config.widget).isEqualTo({source: 'microsoft'});
      assertApi('gtmOnSuccess').wasCalled();
  - name: A widget that the tag adds has its script and its ids
    code: |-
      recordQueue();
      base.widgetSource = 'microsoft';
      base.scriptUrl = ' https://cdn.example/scripts/LiveChatBootstrapper.js ';
      runCode(base);
      assertThat(sent[0].config.widget).isEqualTo({
        source: 'microsoft',
        appId: base.appId,
        orgId: base.orgId,
        orgUrl: base.orgUrl,
        scriptUrl: 'https://cdn.example/scripts/LiveChatBootstrapper.js'
      });
      assertApi('gtmOnSuccess').wasCalled();
  - name: A widget script without https fails
    code: |-
      recordQueue();
      base.widgetSource = 'microsoft';
      base.scriptUrl = 'http://cdn.example/scripts/LiveChatBootstrapper.js';
      runCode(base);
      assertRefused('widget script');
  - name: A widget script that a variable left empty fails
    code: |-
      recordQueue();
      base.widgetSource = 'microsoft';
      base.scriptUrl = undefined;
      runCode(base);
      assertRefused('widget script');
  - name: The data layer has its usual name by default
    code: |-
      recordQueue();
      base.dataLayerName = undefined;
      runCode(base);
      assertThat(sent[0].config.analytics).isEqualTo({dataLayer: 'dataLayer'});
  - name: A data layer name that is not a variable fails
    code: |-
      recordQueue();
      base.dataLayerName = 'my layer';
      runCode(base);
      assertRefused('data layer');
  - name: A data layer that is not an array fails
    code: |-
      recordQueue();
      mock('copyFromWindow', (name) => name === 'dataLayer' ? {} : undefined);
      runCode(base);
      assertRefused('window.dataLayer is not an array');
  - name: A page without a data layer gets one from the engine
    code: |-
      recordQueue();
      mock('copyFromWindow', undefined);
      runCode(base);
      assertThat(sent[0].config.analytics).isEqualTo({dataLayer: 'dataLayer'});
      assertApi('gtmOnSuccess').wasCalled();
  - name: A data layer of another name is not looked at
    code: |-
      recordQueue();
      mock('copyFromWindow', (name) => name === 'lcwProactiveChat' ? undefined : {});
      base.dataLayerName = 'shopLayer';
      runCode(base);
      assertThat(sent[0].config.analytics).isEqualTo({dataLayer: 'shopLayer'});
      assertApi('copyFromWindow').wasNotCalledWith('shopLayer');
      assertApi('copyFromWindow').wasNotCalledWith('dataLayer');
  - name: Events get the names of their rows and several rows give several names
    code: |-
      recordQueue();
      base.eventNames = [
        {event: 'lcw_chat_queued', name: 'lcw_chat_queued'},
        {event: 'proactive_chat_invited', name: ' chat_invite_shown '},
        {event: 'lcw_chat_queued', name: 'generate_lead'}
      ];
      runCode(base);
      assertThat(sent[0].config.analytics).isEqualTo({
        dataLayer: 'dataLayer',
        events: {
          lcw_chat_queued: ['lcw_chat_queued', 'generate_lead'],
          proactive_chat_invited: ['chat_invite_shown']
        }
      });
      assertApi('gtmOnSuccess').wasCalled();
  - name: Events that are left out have no name
    code: |-
      recordQueue();
      base.eventsLeftOut = [{event: 'proactive_chat_suppressed'}, {event: 'lcw_get_agent_availability'}];
      runCode(base);
      assertThat(sent[0].config.analytics.events).isEqualTo({
        proactive_chat_suppressed: [],
        lcw_get_agent_availability: []
      });
      assertApi('gtmOnSuccess').wasCalled();
  - name: Tables of events without rows say nothing
    code: |-
      recordQueue();
      base.eventNames = [];
      base.eventsLeftOut = undefined;
      runCode(base);
      assertThat(sent[0].config).isEqualTo(expected);
  - name: An event that a variable gives and there is none of fails
    code: |-
      recordQueue();
      base.eventNames = [{event: 'purchase', name: 'chat_purchase'}];
      runCode(base);
      assertRefused('"purchase"');
  - name: A name of an event that GA4 does not take fails
    code: |-
      recordQueue();
      const names = ['', undefined, 7, 'lcw:chatQueued', '1st_chat', 'ga_chat', 'google_chat', 'firebase_chat',
        'chat_of_more_than_forty_characters_in_all'];
      names.forEach((name) => {
        base.eventNames = [{event: 'lcw_chat_queued', name: name}];
        runCode(base);
      });
      assertThat(sent).isEqualTo([]);
      assertThat(logs.length).isEqualTo(names.length);
      logs.forEach((line) => assertThat(line.indexOf('GA4') > 0).isTrue());
      assertApi('gtmOnSuccess').wasNotCalled();
  - name: A name of an event that only begins like one of Google is fine
    code: |-
      recordQueue();
      base.eventNames = [{event: 'lcw_chat_queued', name: 'gallery_chat'}];
      runCode(base);
      assertApi('gtmOnSuccess').wasCalled();
  - name: An event that is renamed and left out fails
    code: |-
      recordQueue();
      base.eventNames = [{event: 'lcw_ready', name: 'chat_ready'}];
      base.eventsLeftOut = [{event: 'lcw_ready'}];
      runCode(base);
      assertRefused('lcw_ready has another name');
  - name: The looks of the built-in widget are passed on
    code: |-
      recordQueue();
      base.position = 'bottom-start';
      base.colorOverride = ' hsl(170 60% 30%) ';
      base.language = 'de-AT';
      runCode(base);
      assertThat(sent[0].config.widget.options).isEqualTo({
        position: 'bottom-start',
        colorOverride: 'hsl(170 60% 30%)',
        language: 'de-AT'
      });
      assertApi('gtmOnSuccess').wasCalled();
  - name: Looks left as they are say nothing
    code: |-
      recordQueue();
      base.position = 'bottom-end';
      runCode(base);
      assertThat(sent[0].config).isEqualTo(expected);
  - name: A widget of Microsoft gets no looks
    code: |-
      recordQueue();
      base.widgetSource = 'microsoft';
      base.scriptUrl = 'https://cdn.example/scripts/LiveChatBootstrapper.js';
      base.language = 'de';
      runCode(base);
      assertThat(sent[0].config.widget.options).isUndefined();
      assertApi('gtmOnSuccess').wasCalled();
  - name: A colour that is none fails
    code: |-
      recordQueue();
      base.colorOverride = 'red; background: url(x)';
      runCode(base);
      assertRefused('colour');
  - name: A language that is none fails
    code: |-
      recordQueue();
      base.language = 'German';
      runCode(base);
      assertRefused('language');
  - name: Excluded paths are trimmed and empty lines dropped
    code: |-
      recordQueue();
      base.excludePaths = [' /checkout/** ', '', '/account'];
      runCode(base);
      assertThat(sent[0].config.excludePaths).isEqualTo(['/checkout/**', '/account']);
  - name: Excluded paths may come as one text
    code: |-
      recordQueue();
      base.excludePaths = '/checkout/**\n/account\n';
      runCode(base);
      assertThat(sent[0].config.excludePaths).isEqualTo(['/checkout/**', '/account']);
  - name: Preview mode turns on debug
    code: |-
      recordQueue();
      mock('getContainerVersion', {previewMode: true, debugMode: false});
      runCode(base);
      assertThat(sent[0].config.debug).isTrue();
  - name: Debug can be refused in preview mode
    code: |-
      recordQueue();
      mock('getContainerVersion', {previewMode: true, debugMode: true});
      base.debug = 'never';
      runCode(base);
      assertThat(sent[0].config.debug).isFalse();
  - name: Debug can be wanted everywhere
    code: |-
      recordQueue();
      base.debug = 'always';
      runCode(base);
      assertThat(sent[0].config.debug).isTrue();
  - name: Denied consent is told and a later grant follows
    code: |-
      recordQueue();
      const listeners = {};
      mock('isConsentGranted', false);
      mock('addConsentListener', (type, listener) => { listeners[type] = listener; });
      runCode(base);
      assertThat(sent[0].config.consent).isEqualTo({default: 'ask', whenDenied: 'wait'});
      assertThat(sent[1]).isEqualTo(consentEntry(false, false, false));
      assertApi('gtmOnSuccess').wasCalled();
      listeners.functionality_storage('functionality_storage', true);
      assertThat(sent[2]).isEqualTo({command: 'consent', purposes: {functionality: true}});
      listeners.analytics_storage('analytics_storage', true);
      assertThat(sent[3]).isEqualTo({command: 'consent', purposes: {analytics: true}});
  - name: Partly denied consent is told purpose by purpose
    code: |-
      recordQueue();
      mock('isConsentGranted', (type) => type !== 'personalization_storage');
      runCode(base);
      assertThat(sent[1]).isEqualTo(consentEntry(true, false, true));
  - name: Granted consent is a default and a revocation follows
    code: |-
      recordQueue();
      const listeners = {};
      mock('isConsentGranted', true);
      mock('addConsentListener', (type, listener) => { listeners[type] = listener; });
      runCode(base);
      assertThat(sent.length).isEqualTo(1);
      assertThat(sent[0].config.consent.default).isEqualTo('granted');
      listeners.functionality_storage('functionality_storage', false);
      assertThat(sent[1]).isEqualTo({command: 'consent', purposes: {functionality: false}});
  - name: Invitations without memory are passed on
    code: |-
      recordQueue();
      mock('isConsentGranted', false);
      base.whenDenied = 'memory';
      runCode(base);
      assertThat(sent[0].config.consent).isEqualTo({default: 'ask', whenDenied: 'memory'});
  - name: A page that tells consent itself is asked
    code: |-
      recordQueue();
      base.consentFrom = 'page';
      runCode(base);
      assertThat(sent.length).isEqualTo(1);
      assertThat(sent[0].config.consent.default).isEqualTo('ask');
      assertApi('isConsentGranted').wasNotCalled();
      assertApi('addConsentListener').wasNotCalled();
  - name: A site without consent starts granted
    code: |-
      recordQueue();
      mock('isConsentGranted', false);
      base.consentFrom = 'granted';
      runCode(base);
      assertThat(sent.length).isEqualTo(1);
      assertThat(sent[0].config.consent.default).isEqualTo('granted');
      assertApi('isConsentGranted').wasNotCalled();
  - name: An engine on the page is not loaded again
    code: |-
      recordQueue();
      base.engineSource = 'page';
      runCode(base);
      assertThat(sent[0].command).isEqualTo('init');
      assertApi('injectScript').wasNotCalled();
      assertApi('gtmOnSuccess').wasCalled();
  - name: A refused permission to load is reported
    code: |-
      recordQueue();
      mock('queryPermission', (permission) => permission !== 'inject_script');
      runCode(base);
      assertRefused('does not permit');
  - name: A refused permission to queue is reported
    code: |-
      recordQueue();
      mock('queryPermission', (permission) => permission !== 'access_globals');
      runCode(base);
      assertRefused('does not permit');
  - name: A global of the same name that is no array is left alone
    code: |-
      recordQueue();
      mock('copyFromWindow', {});
      runCode(base);
      assertRefused('not an array');
  - name: A failed download is reported and may be retried
    code: |-
      recordQueue();
      mock('injectScript', (url, ok, failed) => failed());
      runCode(base);
      assertApi('gtmOnFailure').wasCalled();
      assertApi('gtmOnSuccess').wasNotCalled();
      assertThat(logs.length).isEqualTo(1);
      mock('injectScript', (url, ok) => ok());
      runCode(base);
      assertApi('gtmOnSuccess').wasCalled();
      assertThat(sent.length).isEqualTo(1);
      runCode(base);
      assertThat(sent[1]).isEqualTo({command: 'routeChange'});
setup: |-
  const JSON = require('JSON');
  require('templateStorage').clear();

  const ruleSet = {formatVersion: 1, id: 'shop', rules: [{id: 'first'}]};
  const ids = {
    appId: '11111111-2222-3333-4444-555555555555',
    orgId: 'AAAAAAAA-bbbb-cccc-dddd-eeeeeeeeeeee',
    orgUrl: 'https://org.example.com'
  };
  const base = {
    widgetSource: 'built-in',
    appId: ids.appId,
    orgId: ids.orgId,
    orgUrl: ids.orgUrl,
    rulesSource: 'inline',
    rulesJson: JSON.stringify(ruleSet),
    consentFrom: 'google',
    whenDenied: 'wait',
    dataLayerName: 'dataLayer',
    engineSource: 'cdn',
    debug: 'preview'
  };
  const expected = {
    widget: {source: 'built-in', appId: ids.appId, orgId: ids.orgId, orgUrl: ids.orgUrl},
    consent: {default: 'granted', whenDenied: 'wait'},
    analytics: {dataLayer: 'dataLayer'},
    excludePaths: [],
    debug: false,
    ruleSet: ruleSet
  };
  const consentEntry = (functionality, personalization, analytics) => {
    return {
      command: 'consent',
      purposes: {functionality: functionality, personalization: personalization, analytics: analytics}
    };
  };

  const sent = [];
  const recordQueue = () => mock('createQueue', () => (entry) => { sent.push(entry); });
  const loads = [];
  mock('injectScript', (url, ok) => { loads.push(url); ok(); });
  const logs = [];
  mock('logToConsole', (line) => { logs.push(line); });
  mock('getContainerVersion', {previewMode: false, debugMode: false});

  const assertRefused = (part) => {
    assertApi('injectScript').wasNotCalled();
    assertThat(sent).isEqualTo([]);
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
    assertThat(logs.length).isEqualTo(1);
    assertThat(logs[0].indexOf(part) >= 0).isTrue();
  };


___NOTES___

Sources of this file: gtm-template/src in the repository of lcw-proactive-chat, put together by scripts/buildTemplate.mjs.
Change the sources, not this file.

The terms of service section is added by the editor when the person who submits the template accepts the terms.
